"""An operator file as somebody filled it in, whom tests made up."""

from triage.resources import shipped


def filled_in() -> str:
    """The shipped example with another name, other addresses and a position: as it is, it is refused."""
    text = shipped("operator.example.yaml").read_text("utf-8").replace("example.org", "example.net")
    text = text.replace("Example Publishing Ltd", "Made-up Publishing Ltd")
    return text.replace("Say here what you found out, from whom, and when.", "A position that tests made up.")

"""Where the shipped files are, in a checkout and in a wheel. No other module looks for files by its own place."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent
_IN_CHECKOUT = {
    "rules.yaml": "rules.yaml",
    "templates": "templates",
    "guides": "guides",
    "locale": "locale",
    "vignettes": "tests/vignettes",
    "cohort.yaml": "tests/cohort.yaml",
    "accessibility.yaml": "docs/accessibility.yaml",
    "hazards.yaml": "hazards.yaml",
    "operator.example.yaml": "docs/deploy/operator.example.yaml",
}


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, such as ``rules.yaml`` or ``guides``: a key of ``_IN_CHECKOUT``.

    Raises:
        KeyError: the name is not one of these.
    """
    in_checkout = _CHECKOUT / _IN_CHECKOUT[name]
    in_wheel = _PACKAGE / name
    return in_wheel if in_wheel.exists() else in_checkout

"""A page in the visitor's language."""

from __future__ import annotations

from typing import Any

from triage.web.framing import framed, parents
from triage.web.site import site, words


def render(template: str, **given: Any) -> str:
    """The page that a template makes, with what every page needs.

    Args:
        template: its name, such as ``check/page.html``.
        given: what else it needs.
    """
    made = site()
    return made.environment.get_template(template).render(
        words=words(), signed=made.sign_off, framed_by=_framed_by(), **given
    )


def _framed_by() -> str:
    """The sites that may hear how high a framed page is; nothing for a page that is not in a frame."""
    return " ".join(parents()) if framed() else ""

"""The macros of ``templates/components``, there for every page without an import.

A page's own ``{% from … import … %}`` is worked out anew at every rendering, which took a sixth of a question page.
"""

from __future__ import annotations

from jinja2 import Environment

_MACROS = {
    "back": ("back_link",),
    "boxes": ("boxes_of", "one_box_higher"),
    "button": ("button", "link_button", "call_button", "print_button", "copy_button"),
    "card": ("card",),
    "clear": ("clear_form",),
    "contact": ("contact",),
    "country": ("country_form",),
    "errors": ("error_summary",),
    "fits": ("together",),
    "linked": ("linked",),
    "notice": ("notice",),
    "numbers": ("numbers",),
    "phone": ("tel", "tel_href", "number_row", "number_text"),
    "places": ("place_links",),
    "question": ("question",),
    "summary": ("summary_list",),
    "watch": ("watch",),
}


def offer_macros(environment: Environment) -> None:
    """Make the macros known to every template by name."""
    for component, names in _MACROS.items():
        module = environment.get_template(f"components/{component}.html").module
        environment.globals.update({name: getattr(module, name) for name in names})

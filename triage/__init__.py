"""Back pain check: who to contact and how soon, or which guides to read. Never a diagnosis.

The layers, bottom to top: ``errors`` and ``resources``, ``ruleset`` (what clinicians wrote), ``engine`` (what it
means), ``verification`` (why we trust it), ``web`` and ``cli`` (how people meet it).
"""

VERSION = "0.1.0"
"""Of the app, as in ``pyproject.toml``: a checkout that nobody installed has a version too."""

"""How a person meets it: pages on the web, with no answer kept on the server. Start with :mod:`triage.web.factory`."""

"""Whose advice a change alters: two rule sets compared on every answer sheet that either of them takes."""

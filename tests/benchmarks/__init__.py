"""Measurements: what the rule set does to a made-up cohort (``make population``), and its speed (``make bench``)."""

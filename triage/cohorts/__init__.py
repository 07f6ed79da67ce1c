"""Many answer sheets at once: the rule set as SQL, run where the sheets are."""

"""Many answer sheets at once: a file of them judged with DuckDB and NumPy, or the rule set as SQL for a database."""

"""What the rule set means: pure functions from answers to an outcome, a journey and an explanation."""

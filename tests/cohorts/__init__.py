"""Tests of the rule set as SQL, over many answer sheets."""

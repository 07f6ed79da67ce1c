"""The draft that the rule set was written from, as it was: its questions, its rules, and a plain reading of them."""

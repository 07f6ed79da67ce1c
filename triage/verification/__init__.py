"""Why we trust the rule set: vignettes that clinicians can judge, and what they add up to."""

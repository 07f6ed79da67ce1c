"""What the vignettes and guarantees pin down: would anything notice if one part of a rule were wrong?"""

"""People who mean harm, and files that came to harm: nothing they send breaks the check, or lowers what it says.

``make hostile`` runs every part at length and prints the figures; the tests here run a seeded share of each.
"""

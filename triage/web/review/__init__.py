"""What a clinician needs to judge a rule set: read-only pages under ``/review``, and the same as one file to print."""

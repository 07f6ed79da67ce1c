"""The shipped rule set in the languages of other rule engines, one file each."""

"""The properties that every rule set must have, each proved for every answer sheet that the form accepts."""

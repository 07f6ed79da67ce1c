"""Does a process that has served for a long time look like one that has just begun? ``make soak`` runs it at length."""

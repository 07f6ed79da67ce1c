"""What clinicians wrote: reading ``rules.yaml`` strictly, its model, and every problem that a file can have."""

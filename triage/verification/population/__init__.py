"""What a rule set does to a made-up crowd. It compares rule sets, and is no evidence that any of them is safe."""

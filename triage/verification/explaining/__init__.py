"""What one part of the rule set does and why, and how close one person's answers are to another outcome."""

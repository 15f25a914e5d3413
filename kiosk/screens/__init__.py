"""What to show for a state: pure, no Qt."""

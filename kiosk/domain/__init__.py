"""What the words mean: frozen values and pure rules, no input or output."""

"""What the kiosk needs of the world: protocols and outcome values, nothing else."""

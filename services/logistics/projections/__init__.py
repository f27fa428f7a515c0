"""What the courier desk reads."""

"""What the warehouse knows and decides; no I/O, no clock, no settings."""

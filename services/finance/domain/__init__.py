"""What finance knows and decides; no I/O, no clock, no settings."""

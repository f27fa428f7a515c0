"""A service's own memory: events, heard positions, deadlines and clock, changed together."""

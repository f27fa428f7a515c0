"""Projections on both storages: what they print, and that nothing can print it differently."""

"""Benchmarks of the hot paths, each next to what it is compared with, in one run."""

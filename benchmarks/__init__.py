"""Measurements: each a ratio against a peer in the same run, A B A B, medians of CPU time."""

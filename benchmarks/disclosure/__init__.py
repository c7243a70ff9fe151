"""Measurements of the disclosure gate, on drawn families with recorded seeds."""

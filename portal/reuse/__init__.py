"""What becomes of the data: reuses that anybody proposes, downloads counted without tracking."""

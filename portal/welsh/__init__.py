"""The Welsh language as an engine: what its letters are, how it sorts, how it is searched."""

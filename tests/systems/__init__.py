"""Every system that the source names keeps a working counterpart: one check for each."""

"""The disclosure gate in publishing: what a package tells of people, and whether it may be told."""

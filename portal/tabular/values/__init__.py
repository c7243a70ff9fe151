"""What the cells of a column are, and how they are made plain."""

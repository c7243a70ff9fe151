"""A page for each council area: everything published here that has its code."""

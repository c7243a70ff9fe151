"""Questions asked of published tables, answered within bounds."""

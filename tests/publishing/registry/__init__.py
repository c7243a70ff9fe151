"""The registry: schemas and code lists, and what is made of a table with them."""

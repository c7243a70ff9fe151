"""Published registers: tables that keep to a schema, read across councils and shown with data."""

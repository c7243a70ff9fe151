"""The results of a published round: read from its tables, compared, and led on from."""

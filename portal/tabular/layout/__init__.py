"""Where the tables of a sheet are: headings, data, totals, notes."""

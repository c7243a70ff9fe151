"""One module a kind: `draw` puts the picture on a sheet, `table` says the same in rows."""

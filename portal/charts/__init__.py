"""Charts: a spec in both languages goes in; SVG, PNG and the table that says the same come out."""

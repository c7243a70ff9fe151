"""The report of one council in one round: one document, shown as a page and set as a PDF."""

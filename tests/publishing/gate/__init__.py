"""The disclosure gate in publishing: the ledger, what is refused, and what everybody may read."""

"""From sealed answers to a round's package; run by a command or worker, never by a page."""

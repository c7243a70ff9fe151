"""The pages on which a publisher's members run a round: start, links, progress, closing."""

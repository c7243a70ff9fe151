"""Files of the messy kinds councils have, each made here and with its truth beside it."""

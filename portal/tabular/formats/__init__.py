"""Files of every supported kind opened as sheets of records of text."""

"""One description of a dataset, and every format that is written from it or read into it."""

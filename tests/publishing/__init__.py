"""Submissions on their way: the state table, the worker, withdrawal."""

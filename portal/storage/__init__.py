"""Where published files are kept: content-addressed, never overwritten, on a folder or S3."""

from portal.storage.store import Store, Stored

__all__ = ["Store", "Stored"]

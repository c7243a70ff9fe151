"""Reading a data package from a folder, trusting nothing in it."""

from portal.interop.reading.package import Identity, Package, identify, read_package

__all__ = ["Identity", "Package", "identify", "read_package"]

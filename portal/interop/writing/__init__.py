"""Writing the frozen files of a version: the same bytes from the same description, anywhere."""

from portal.interop.writing.freezing import freeze, place_of
from portal.interop.writing.storing import from_plain, to_plain

__all__ = ["freeze", "from_plain", "place_of", "to_plain"]

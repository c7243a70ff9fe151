"""The kinds of documents that may come with a dataset's tables, by the ending of their names."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "json": "application/json",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "py": "text/x-python",
    "txt": "text/plain",
}
"""Media types by ending. Neither HTML nor SVG nor XML: a browser that opens one does as it says."""

TEXTS = tuple(kind for kind in KINDS if kind != "pdf")
"""The kinds that are UTF-8 text."""


def kind_of(path: str) -> str:
    """Return the ending of a path in small letters: "pdf"; "" where it has none."""
    name = path.rsplit("/", 1)[-1]
    return name.rpartition(".")[2].lower() if "." in name else ""

"""What is Welsh and what is English, word by word: Hunspell's Welsh, simplemma's English."""

import functools
import io
import re
import unicodedata
from pathlib import Path

import simplemma
from spylls.hunspell.algo.lookup import Lookup
from spylls.hunspell.readers import read_aff, read_dic
from spylls.hunspell.readers.file_reader import BaseReader

from portal.welsh.mutations import radicals

HUNSPELL = Path("node_modules/dictionary-cy")
REVIEWED = Path("tools/welsh_words.txt")

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CLITIC = re.compile(r"['’](?:r|n|i|u|w|m|ch|th)$", re.IGNORECASE)

# Not words of a language.
_NO_WORDS = (
    r"%\(\w+\)\w|\{[^{}]*\}"  # placeholders
    r"|<[^<>]*>"  # tags
    r"|\b\w+://\S*|\S+@\S+"  # addresses
    r"|\b(?:[\w-]+/)*[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b|\.[a-z]{2,6}\b"  # files, sites
    r"|\b[a-z]+(?:_[a-z]+)+\b"  # names of columns
    r"|\b\d+ B\b"  # bytes
)

# English words that Welsh spelling would let pass ("the" as a mutated "te") though Welsh
# pages hardly ever hold them.
ENGLISH_ANYWAY = frozenset(
    {"all", "an", "be", "for", "in", "is", "it", "not", "of", "or", "the", "to", "was"}
)

# Names of Welsh places that only English uses, unknown to a dictionary of common words.
ENGLISH_NAMES = frozenset(
    {
        "anglesey",
        "bridgend",
        "caerphilly",
        "cardiff",
        "carmarthenshire",
        "denbighshire",
        "flintshire",
        "glamorgan",
        "monmouthshire",
        "neath",
        "newport",
        "pembrokeshire",
        "swansea",
        "taff",
        "tydfil",
        "vale",
        "wales",
        "wrexham",
    }
)


def reviewed_words(path: Path) -> list[str]:
    """Return the reviewed words and names of a list, one to a line; after a # people may note."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if (word := line.partition("#")[0].strip())]


class _Lines(BaseReader):  # type: ignore[misc]  # spylls has no types
    """The lines of a UTF-8 file, which is closed once read (spylls leaves its own open)."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.StringIO(path.read_text(encoding="utf-8")))

    def reset_encoding(self, encoding: str) -> None:
        """Stay with UTF-8."""


class Dictionary:
    """The words of Welsh: Hunspell's, and those reviewed for this project with their mutations.

    A reviewed name of several words ("Creative Commons") is taken out of a text whole, so that
    its words alone stay what they are.
    """

    def __init__(self, folder: Path, reviewed: list[str]) -> None:
        affixes, context = read_aff(_Lines(folder / "index.aff"))
        stems = read_dic(_Lines(folder / "index.dic"), aff=affixes, context=context)
        self._hunspell = Lookup(affixes, stems)
        self._reviewed = frozenset(word.lower() for word in reviewed if " " not in word)
        names = "|".join(re.escape(name) for name in reviewed if " " in name)
        self._no_words = re.compile(rf"{_NO_WORDS}|\b(?:{names})\b" if names else _NO_WORDS)
        self.knows = functools.cache(self._knows)
        self.is_english = functools.cache(self._is_english)

    def words(self, text: str) -> list[str]:
        """Return the words of a text that can be spelled: no figures, codes, acronyms, addresses.

        What an apostrophe ties to a Welsh word is cut off: "a'r" gives a.
        """
        plain = self._no_words.sub(" ", unicodedata.normalize("NFC", text))
        found = (_CLITIC.sub("", word) for word in _WORD.findall(plain))
        return [word for word in found if not _is_code(word)]

    def misspelled(self, text: str) -> list[str]:
        """Return the words of a Welsh text that are not known."""
        return [word for word in self.words(text) if not self.knows(word)]

    def _knows(self, word: str) -> bool:
        plain = word.replace("’", "'")
        if plain.lower() in self._reviewed or self._hunspell(plain):
            return True
        if any(radical in self._reviewed for radical in radicals(plain.lower())):
            return True
        parts = re.split("[-']", plain)
        return len(parts) > 1 and all(part and self.knows(part) for part in parts)

    def _is_english(self, word: str) -> bool:
        parts = re.split("['’-]", word.lower())
        if len(parts) > 1:
            return not self.knows(word) and any(self.is_english(part) for part in parts if part)
        if parts[0] in ENGLISH_ANYWAY or parts[0] in ENGLISH_NAMES:
            return True
        return simplemma.is_known(parts[0], lang="en") and not self.knows(parts[0])


def _is_code(word: str) -> bool:
    """Tell whether a word is a code, an acronym or a trade name: km2, CSV, kB, z, mySociety."""
    if len(word) == 1:
        return word.lower() not in "aiouwyâô"
    parts = re.split("['’-]", word)
    return any(char.isdigit() for char in word) or any(
        part[1:].lower() != part[1:] for part in parts
    )


def load(root: Path) -> Dictionary | None:
    """Return the dictionary npm fetched for the project at `root`; None where it is absent."""
    folder = root / HUNSPELL
    if not (folder / "index.dic").exists():
        return None
    return Dictionary(folder, reviewed_words(root / REVIEWED))

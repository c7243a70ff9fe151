"""English that has slipped into a Welsh page: every text a reader sees or hears, node by node."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from tools.welsh_dictionary import Dictionary

LEAK = 0.34
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")

_SPOKEN = ("title", "alt", "aria-label", "aria-description", "placeholder", "label")
_META = frozenset({"description", "og:title", "og:description", "twitter:title"})
_NO_TEXT = frozenset({"code", "kbd", "pre", "samp", "script", "style"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_BUTTONS = frozenset({"button", "reset", "submit"})


@dataclass(frozen=True, slots=True)
class Node:
    """One text of a page and the element it stands in, as in "p" or "img[alt]"."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    skipped: bool


class _Reader(HTMLParser):
    """Collects the nodes of a page that ought to be Welsh."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[Node] = []
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        skipped = self._is_skipped(tag, facts)
        if not skipped:
            self._keep_attributes(tag, facts)
        if tag not in _VOID:
            self._open.append(_Open(tag, skipped))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1].skipped):
            self._keep(data, self._open[-1].tag if self._open else "")

    def _is_skipped(self, tag: str, facts: dict[str, str]) -> bool:
        if tag in _NO_TEXT or facts.get("translate") == "no":
            return True
        if "lang" in facts:
            return not facts["lang"].lower().startswith("cy")
        return bool(self._open and self._open[-1].skipped)

    def _keep_attributes(self, tag: str, facts: dict[str, str]) -> None:
        for name in _SPOKEN:
            self._keep(facts.get(name, ""), f"{tag}[{name}]")
        if tag == "meta" and facts.get("name", facts.get("property")) in _META:
            self._keep(facts.get("content", ""), "meta[content]")
        if tag == "input" and facts.get("type") in _BUTTONS:
            self._keep(facts.get("value", ""), "input[value]")

    def _keep(self, text: str, where: str) -> None:
        if shown := " ".join(text.split()):
            self.nodes.append(Node(shown, where))


def nodes(html: str) -> list[Node]:
    """Return every text of a page but code and what is marked as no Welsh.

    Marked by `lang` as another language, or by `translate="no"` as data that is the same in
    every language (a name in a table, an identifier).
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.nodes


class Detector:
    """Tells English from Welsh, in texts as short as one word."""

    def __init__(self, dictionary: Dictionary, untranslated: Iterable[str] = ()) -> None:
        self._dictionary = dictionary
        self._untranslated = frozenset(untranslated)
        self._judged: dict[str, list[str]] = {}

    def english(self, text: str) -> list[str]:
        """Return the words that make `text` English; none where it is Welsh or no language.

        A text is English where it is one of the `untranslated` (texts whose Welsh is another),
        or where more than a third of its words are unknown to Welsh and known to English. A
        title quoted inside a Welsh sentence does not count.
        """
        if text not in self._judged:
            self._judged[text] = self._judge(text)
        return self._judged[text]

    def _judge(self, text: str) -> list[str]:
        if text in self._untranslated:
            return [text]
        own = self._dictionary.words(QUOTED.sub(" ", text))
        found = own or self._dictionary.words(text)
        english = [word for word in found if self._dictionary.is_english(word)]
        return english if found and len(english) / len(found) >= LEAK else []


def leaks(pages: Iterable[tuple[str, str]], detector: Detector) -> Iterator[str]:
    """Yield a line for each English text in Welsh pages, given as (address, HTML).

    A text that many pages share is told once, with the first page it stands on. A page whose
    every text is marked as another language is told too.
    """
    told: set[Node] = set()
    for path, html in pages:
        found_here = nodes(html)
        if not found_here:
            yield f"{path} holds no text that is marked as Welsh"
        for node in found_here:
            found = detector.english(node.text)
            if found and node not in told:
                told.add(node)
                yield f"{path} <{node.where}> {_shortened(node.text)} [{', '.join(found[:6])}]"


def _shortened(text: str) -> str:
    return re.sub(r"(?<=.{160}).+", "…", text)

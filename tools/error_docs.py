"""Write docs/errors.md from the refusals and issues of the portal, so that it cannot be wrong."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from portal.i18n.issue_words import ISSUE_WORDS
from portal.i18n.marking import Words
from portal.i18n.words import REFUSALS
from portal.web.problems import HTTP_CODES

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = Path("docs/errors.md")

_FACT = re.compile(r"%\((\w+)\)s")
_PAGE = """\
# Errors

Every code here is stable: programs may go by it. The words are what readers are told, in Welsh and
in English; here stands the English. ⟨…⟩ is a fact of the case, such as a value or a place.
`python tools/error_docs.py` writes this page.

## Refusals

A page tells its reader in her language; the command line says it in both and ends with 1. On an
address without a language, programs that accept JSON get a problem document (RFC 9457) with
`type`, `title`, `status`, `detail`, both of the words in each language (`title_cy`, `title_en`,
`detail_cy`, `detail_en`), `code` and `facts`.

{refusals}

## Issues of a data package

`melin load` lists every issue of a package with its code and, where that has a meaning, file, row
(records from 1, as a spreadsheet shows them) and column. A package with any issue is refused
whole, as `package-refused`. Codes that begin with `chart-` are also told of pictures on pages and
in reports, as `chart-refused`. [The package format](package-format.md) says what is right.

{issues}
"""


class Refusal(NamedTuple):
    """One kind of refusal: its code, the status it answers with, and what it says."""

    code: str
    status: int
    words: Words


def refusals() -> list[Refusal]:
    """Return every refusal there is, in the order of their codes.

    One whose words are not in `portal.i18n.words` is told by its class.
    """
    found = {code: Refusal(code, status, REFUSALS[code]) for status, code in HTTP_CODES.items()}
    found["internal-error"] = Refusal("internal-error", 500, REFUSALS["internal-error"])
    for path in sorted((ROOT / "portal").rglob("*.py")):
        for refusal in _declared(ast.parse(path.read_text(encoding="utf-8"))):
            found[refusal.code] = refusal
    return [found[code] for code in sorted(found)]


def _declared(tree: ast.Module) -> Iterator[Refusal]:
    """Yield the refusals whose classes a module holds; nothing is imported for it."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and "PortalError" in map(ast.unparse, node.bases):
            facts = dict(_constants(node))
            code = str(facts["code"])
            said = (ast.get_docstring(node) or "").partition("\n")[0].rstrip(".")
            yield Refusal(code, int(facts["status"]), REFUSALS.get(code, Words(said, "")))


def _constants(node: ast.ClassDef) -> Iterator[tuple[str, str | int]]:
    """Yield the names that a class gives a plain value."""
    for line in node.body:
        match line:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(str() | int() as v))
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(str() | int() as v))
            ):
                yield name, v


def written() -> str:
    """Return docs/errors.md as it ought to be."""
    return _PAGE.format(
        refusals=_table(
            ("Code", "Status", "What it says", "How to mend it"),
            ((_code(each.code), str(each.status), *_texts(each.words)) for each in refusals()),
        ),
        issues=_table(
            ("Code", "What it says", "How to mend it"),
            ((_code(code), *_texts(ISSUE_WORDS[code])) for code in sorted(ISSUE_WORDS)),
        ),
    )


def _code(code: str) -> str:
    return f"`{code}`"


def _texts(words: Words) -> tuple[str, str]:
    what, mend = (
        _FACT.sub(r"⟨\1⟩", text).replace("%%", "%").replace("_", r"\_").replace("|", r"\|")
        for text in (words.what, words.mend)
    )
    return what, mend


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |".replace("|  |", "| |") for cells in lines)


def main() -> int:
    """Write the page."""
    (ROOT / DOCUMENT).write_text(written(), encoding="utf-8")
    print(f"{DOCUMENT}: {len(refusals())} refusals, {len(ISSUE_WORDS)} issues")
    return 0


if __name__ == "__main__":
    sys.exit(main())

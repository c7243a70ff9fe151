"""Check that the Welsh catalogue says everything the portal says, and says it whole.

The portal's words stand in English in its templates and Python; translations/cy holds the
Welsh. This check compares the two. `--update` brings the catalogue up to date first: it keeps
every translation whose English is unchanged, leaves the new ones empty and guesses nothing.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("translations/cy/LC_MESSAGES/messages.po")
UPDATE = "python tools/check_translations.py --update"

# No dates and no tool versions: the file changes only when the words do.
HEADER = rf"""# Geiriau Cymraeg Melin. / The Welsh words of Melin.
#
# `{UPDATE}` writes this file; only the msgstr are by hand.
# Plural forms: [0] none, [1] one, [2] two, [3] three, [4] six, [5] any other number.
msgid ""
msgstr ""
"Project-Id-Version: Melin\n"
"Language: cy\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=6; plural=(n==0?0:n==1?1:n==2?2:n==3?3:n==6?4:5)\n"

"""
PLURAL_FORMS = 6

_PLACEHOLDER = re.compile(r"%\(\w+\)[-#0+ ]*[\d.]*[a-zA-Z]|%[\d.]*[sdif]\b|%%")
_COUNT = re.compile(r"%\(num\)\w")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

# A name put in after one of these ought to mutate ("yn" + Caerdydd); a figure does not.
_NAME_AFTER_PREPOSITION = re.compile(
    r"\b(?:yn|yng|ym|i|o|a|ac|â|ag|gan|am|ar|at|dan|dros|drwy|trwy|heb|wrth|gyda|neu)"
    r"\s+[“‘\"]?%\((?P<name>\w+)\)",
    re.IGNORECASE,
)
FIGURES = frozenset(
    {"num", "count", "of", "total", "first", "last", "page", "pages", "rows", "size", "day", "year"}
)


def extracted(root: Path) -> Catalog:
    """Return the words marked for translation below `root`, with the files they stand in."""
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel's own
    found = extract_from_dir(
        root,
        methods,
        options,
        keywords={**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy_ngettext": (1, 2)},
        directory_filter=lambda folder: root / "portal" in (Path(folder), *Path(folder).parents),
    )
    catalog = empty()
    for filename, line, text, comments, context in found:
        catalog.add(text, None, [(filename, line)], auto_comments=comments, context=context)
    return catalog


def empty() -> Catalog:
    """Return a catalogue without words that knows the six Welsh plural forms."""
    return read_po(io.BytesIO(HEADER.encode()))


def committed(root: Path) -> Catalog:
    """Return the catalogue as it stands; an empty one where there is no file.

    Raises:
        PoFileError: the file cannot be read.
    """
    path = root / CATALOGUE
    if not path.exists():
        return empty()
    return read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)


def updated(template: Catalog, old: Catalog) -> str:
    """Write the catalogue that `template` asks for, with every translation `old` still has."""
    catalog = empty()
    for message in messages(template):
        known = old.get(message.id, message.context)
        if known is None or known.id != message.id:
            known = Message(message.id)
        catalog.add(
            message.id,
            known.string,
            message.locations,
            flags=known.flags,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments,
            context=message.context,
        )
    written = io.BytesIO()
    write_po(written, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return HEADER + written.getvalue().decode().rstrip("\n") + "\n"


def messages(catalog: Catalog) -> list[Message]:
    """Return the messages of a catalogue without its header."""
    return [message for message in catalog if message.id]


def key(message: Message) -> tuple[str, str, str]:
    """Return what makes a message that message: its context, its English, its plural."""
    singular, plural = [*_texts(message.id), ""][:2]
    return message.context or "", singular, plural


def _texts(value: object) -> list[str]:
    """Return the one text of a plain message, or every form of one with plurals."""
    forms = value if isinstance(value, list | tuple) else [value or ""]
    return [str(form or "") for form in forms]


def drift(template: Catalog, old: Catalog) -> list[str]:
    """Say which words only the portal has, and which only the catalogue has."""
    wanted = {key(message): message for message in messages(template)}
    held = {key(message) for message in messages(old)}
    held |= {key(message) for message in old.obsolete.values()}
    missing = [
        f"not in the catalogue: {quoted(message)} ({message.locations[0][0]})"
        for name, message in sorted(wanted.items())
        if name not in held
    ]
    unused = [f"no longer in the portal: “{name[1]}”" for name in sorted(held - set(wanted))]
    return missing + unused


def quoted(message: Message) -> str:
    """Return the English of a message, to point at it."""
    return f"“{key(message)[1]}”"


def faults(message: Message) -> Iterator[str]:
    """Say what is wrong with one translation; nothing where it is whole."""
    sources, forms = _texts(message.id), _texts(message.string)
    if len(sources) > 1 and len(forms) != PLURAL_FORMS:
        yield f"has {len(forms)} plural forms, not {PLURAL_FORMS}"
    if message.fuzzy:
        yield "is marked fuzzy: check it and take the mark away"
    if not all(form.strip() for form in forms):
        yield "is not translated" if len(sources) == 1 else "lacks a plural form"
        return
    for number, form in enumerate(forms):
        place = f"[{number}] " if len(sources) > 1 else ""
        for fault in _differences(sources, form, last=number == len(forms) - 1):
            yield place + fault


def _differences(sources: list[str], form: str, *, last: bool) -> Iterator[str]:
    """Compare one Welsh form with the English: `sources` is one text, or singular and plural."""
    wanted = [_placeholders(source) for source in sources]
    found = _placeholders(form)
    if len(sources) > 1 and not last:  # "Dim canlyniadau" needs no figure
        wanted.extend([_uncounted(names) for names in wanted])
    elif len(sources) > 1:
        wanted = wanted[1:]
    if found not in wanted:
        yield f"has the placeholders {found}, not {wanted[-1]}: {form}"
    if _margins(form) != _margins(sources[-1]):
        yield f"begins or ends with other spaces: {form}"
    if not any(sorted(_TAG.findall(source)) == sorted(_TAG.findall(form)) for source in sources):
        yield f"has other HTML tags: {form}"
    for hit in _NAME_AFTER_PREPOSITION.finditer(form):
        if hit["name"] not in FIGURES:
            yield f"puts a name after a preposition that mutates it: {hit[0]}"


def _margins(text: str) -> tuple[str, str]:
    bare = text.strip()
    before, _, after = text.partition(bare)
    return before, after


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def _uncounted(placeholders: Iterable[str]) -> list[str]:
    return [name for name in placeholders if not _COUNT.fullmatch(name)]


def check(root: Path) -> list[str]:
    """Return everything that is wrong with the catalogue of the project at `root`."""
    try:
        template, old = extracted(root), committed(root)
    except PoFileError as error:
        return [f"{CATALOGUE} cannot be read: {error}"]
    found = drift(template, old)
    if not found and updated(template, old) != (root / CATALOGUE).read_text(encoding="utf-8"):
        found.append(f"{CATALOGUE} is not laid out as --update writes it")
    if found:
        found.append(f"bring the catalogue up to date: {UPDATE}")
    for message in messages(old):
        found.extend(f"{quoted(message)} {fault}" for fault in faults(message))
    return found


def update(root: Path) -> None:
    """Write the catalogue anew from the portal's words, keeping every translation it can."""
    text = updated(extracted(root), committed(root))
    path = root / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Check the catalogue, after updating it if asked; answer with an exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--update", action="store_true", help="bring the catalogue up to date")
    if parser.parse_args(arguments).update:
        update(ROOT)
    found = check(ROOT)
    for line in found:
        print(f"translations: {line}", file=sys.stderr)
    if found:
        return 1
    print(f"translations: all {len(messages(committed(ROOT)))} texts stand in Welsh")
    return 0


if __name__ == "__main__":
    sys.exit(main())

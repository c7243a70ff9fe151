"""Full-text search over datasets, the same on SQLite (FTS5) and PostgreSQL (tsvector).

The words are cut and folded by `portal.welsh.analysis`, at index and at query time alike, so
neither engine's own idea of a language matters: both compare plain terms.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    Float,
    Integer,
    Select,
    column,
    delete,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
)

from portal import db
from portal.bilingual import LOCALES, Locale
from portal.interop import vocabularies
from portal.interop.description import Description
from portal.welsh.analysis import terms

_ROWS = table(
    "search_index", column("dataset_id"), column("title"), column("body"), column("terms")
)
_ROWS_ON_SQLITE = table("search_index", column("rowid"), column("title"), column("body"))


def index_dataset(dataset_id: int, description: Description) -> None:
    """Make a dataset findable by the words of its description, replacing what was there."""
    forget_dataset(dataset_id)
    index = _ROWS_ON_SQLITE if _on_sqlite() else _ROWS
    db.session.execute(
        insert(index).values(
            {
                index.c[0]: dataset_id,
                index.c.title: _terms([(description.title[code], code) for code in LOCALES]),
                index.c.body: _terms(_body(description)),
            }
        )
    )


def forget_dataset(dataset_id: int) -> None:
    """Make a dataset impossible to find."""
    index = _ROWS_ON_SQLITE if _on_sqlite() else _ROWS
    db.session.execute(delete(index).where(index.c[0] == dataset_id))


def matching(query: str, locale: Locale, *, scored: bool) -> Select[Any] | None:
    """Return a select of `dataset_id`, with its `score` (lowest is best), for a reader's words.

    Scoring costs more than finding, so ask for it only to put things in order. Every word must
    occur, as it stands or as the beginning of a longer one. None where the query holds no word.
    """
    words = terms(query, language=locale)
    if not words:
        return None
    return _on_fts5(words, scored) if _on_sqlite() else _on_tsvector(words, scored)


def _on_fts5(words: list[str], scored: bool) -> Select[Any]:
    match = " AND ".join(f'"{word}"*' for word in words)
    score = literal_column("bm25(search_index, 8.0, 1.0)", Float).label("score")
    return (
        select(literal_column("rowid", Integer).label("dataset_id"), *([score] if scored else []))
        .select_from(_ROWS_ON_SQLITE)
        .where(text("search_index MATCH :match").bindparams(match=match))
    )


def _on_tsvector(words: list[str], scored: bool) -> Select[Any]:
    wanted = func.to_tsquery("simple", " & ".join(f"'{word}':*" for word in words))
    score = (-func.ts_rank(_ROWS.c.terms, wanted)).label("score")
    found = select(_ROWS.c.dataset_id, *([score] if scored else []))
    return found.where(_ROWS.c.terms.op("@@")(wanted))


def _on_sqlite() -> bool:
    return db.session.get_bind().dialect.name == "sqlite"


def _terms(texts: Iterable[tuple[str, Locale]]) -> str:
    return " ".join(word for text_, locale in texts for word in terms(text_, language=locale))


def _body(description: Description) -> Iterable[tuple[str, Locale]]:
    for locale in LOCALES:
        yield description.summary[locale], locale
        if description.finding is not None:
            yield description.finding[locale], locale
        for keyword in description.keywords:
            yield keyword.label[locale], locale
        for place in filter(None, map(vocabularies.place, description.spatial)):
            yield place.name[locale], locale
        for resource in description.resources:
            yield resource.title[locale], locale
            for field in resource.fields:
                yield field.title[locale], locale
        for document in description.documents:
            yield document.title[locale], locale

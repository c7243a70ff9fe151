"""What an officer and a translator write while a version is on its way; nothing here commits.

Whatever is changed here is checked again. Texts may be saved while the worker reads the file:
a check that began before is then not recorded but done again. `seen` is the revision of the
submission that the person had before her; where another person wrote since, she is told.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete

from portal import db
from portal.accounts.operations import demonstration
from portal.bilingual import Locale, other
from portal.catalogue.queries import published_dataset, publisher_of
from portal.clock import now
from portal.errors import NotFoundError, PortalError, WithdrawnError
from portal.publishing import deciding, drafts, operations
from portal.publishing.holding import edit, held, note
from portal.publishing.models import Recipe, State, Step, Submission, TextCheck
from portal.publishing.registry import Schema, as_fields, schema
from portal.publishing.uploads import Upload

_WHILE_READ = (State.RECEIVED, State.CHECKED)
_ABOUT = frozenset(
    {
        "keywords",
        "keywords_cy",
        "keywords_en",
        "theme",
        "spatial",
        "temporal",
        "frequency",
        "contact",
        "licenses",
        "sources",
        "synthetic",
        "cy_status",
        "publisher_title_cy",
        "publisher_title_en",
        "finding_cy",
        "finding_en",
    }
)
_COLUMN = frozenset(
    {"measures", "unit", "codes", "constraints", "statistic", "rounding", "part_of"}
)


class UnknownPlaceError(PortalError):
    """A text was saved for something that the draft does not have."""

    code = "unknown-place"
    status = 422


def begin(
    upload: Upload | None,
    *,
    dataset: str,
    publisher: str,
    by: int,
    dry_run: bool = False,
    answers: Mapping[str, str] | None = None,
) -> Submission:
    """Begin a submission as `operations.receive` does, with what is known of its dataset.

    The draft is what the newest version says, the decisions are the recipe's. Without an upload
    it waits for one, and its texts can be written meanwhile. `answers` are given beforehand, by
    question, where whoever begins it knows what will be asked.

    Raises:
        OpenSubmissionError, OtherPublisherError: as `operations.receive`.
    """
    submission = operations.receive(
        upload, dataset=dataset, publisher=publisher, by=by, dry_run=dry_run
    )
    submission.draft = draft_for(dataset, publisher)
    recipe = db.session.get(Recipe, dataset)
    if recipe is not None:
        submission.decisions = dict(recipe.decisions)
    if answers:
        known = submission.decisions.get("answers") or {}
        submission.decisions = {**submission.decisions, "answers": {**known, **answers}}
    db.session.flush()
    return submission


def revise(dataset: str, *, by: int) -> Submission:
    """Begin a submission from the published version's own package, to change its texts.

    Raises:
        NotFoundError, WithdrawnError: there is no published version.
        OpenSubmissionError: the dataset has a submission on its way.
    """
    found = published_dataset(dataset).description
    archive = next(
        file for file in found.files if file.path == f"{dataset}.zip" and file.scope == "frozen"
    )
    upload = Upload(f"{dataset}.zip", archive.size, archive.sha256)
    return begin(upload, dataset=dataset, publisher=publisher_of(dataset), by=by)


def draft_for(dataset: str, publisher: str) -> drafts.Draft:
    """Return what a draft begins as: what the newest published version says, or nearly nothing.

    Whatever the demonstration publisher makes is marked as made up.
    """
    try:
        made = drafts.described(published_dataset(dataset).description)
    except (NotFoundError, WithdrawnError):
        made_up = {"synthetic": True} if publisher == demonstration.SLUG else {}
        return {"name": dataset, "publisher": publisher, **made_up}
    recipe = db.session.get(Recipe, dataset)
    if recipe is not None and (recipe.decisions.get("gate") or {}).get("round"):
        _unround(made)  # the next file comes as it is counted, and is rounded here
    if "gate" in made:  # how the next counts stand to the last is not known yet
        made["gate"] = {key: value for key, value in made["gate"].items() if key != "relation"}
    return made


def _unround(draft: drafts.Draft) -> None:
    for resource in draft["resources"]:
        for field in resource["schema"]["fields"]:
            field.pop("rounding", None)


def save_texts(
    submission_id: int,
    texts: Mapping[str, Mapping[Locale, str]],
    *,
    by: int,
    seen: int | None = None,
) -> Submission:
    """Write texts, by place and language; a twin that was not written is now *to be checked*.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        UnknownPlaceError: the draft has no such text.
    """
    submission = held(submission_id, _WHILE_READ, seen, by_people=True)
    known = {text.place: text for text in drafts.texts(submission.draft)}
    values: dict[str, str | None] = {}
    for place, words in texts.items():
        if place not in known:
            raise UnknownPlaceError(place=place)
        before: dict[Locale, str] = {"cy": known[place].cy, "en": known[place].en}
        new = {locale: words[locale].strip() for locale in before if locale in words}
        changed = {locale for locale, text in new.items() if text != before[locale]}
        values |= {f"{place}_{locale}": new[locale] or None for locale in changed}
        _unmark(submission.dataset, place, changed)
        for locale in changed:
            if len(changed) == 1 and all(before.values()) and new[locale]:
                _mark(submission.dataset, place, other(locale), by)
    if values:
        _write(submission, values, by)
    return submission


def confirm_text(dataset: str, place: str, locale: Locale, *, by: int) -> None:
    """Say that a text still holds although its twin was changed; nothing is checked again."""
    del by  # who confirmed is the caller's to log
    _unmark(dataset, place, [locale])


def save_about(
    submission_id: int, about: Mapping[str, Any], *, by: int, seen: int | None = None
) -> Submission:
    """Write what is no text: keywords, theme, places, period, frequency, licence, contact.

    `about` has keys of a descriptor; `licence` and `licences` are names of licences; None
    takes a value out.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        UnknownPlaceError: a key is none of those.
    """
    submission = held(submission_id, _WHILE_READ, seen, by_people=True)
    values = dict(about)
    names = values.pop("licences", None) or [values.pop("licence", None)]
    if any(names):
        values["licenses"] = [{"name": name} for name in names if name]
    for key in values:
        if key not in _ABOUT:
            raise UnknownPlaceError(place=key)
    changed = {k: v for k, v in values.items() if submission.draft.get(k) != v}
    if changed:
        _write(submission, changed, by)
    return submission


def save_columns(
    submission_id: int,
    resource: str,
    columns: Mapping[str, Mapping[str, Any]],
    *,
    by: int,
    seen: int | None = None,
) -> Submission:
    """Write what columns measure, their unit, code list and constraints, by their names.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        UnknownPlaceError: there is no such column, or it has no such property.
    """
    submission = held(submission_id, _WHILE_READ, seen, by_people=True)
    values: dict[str, Any] = {}
    for name, properties in columns.items():
        at = f"resources/{resource}/fields/{name}"
        if drafts.value(submission.draft, at) is None or not set(properties) <= _COLUMN:
            raise UnknownPlaceError(place=at)
        values |= {f"{at}/{key}": value or None for key, value in properties.items()}
    changed = {k: v for k, v in values.items() if drafts.value(submission.draft, k) != v}
    if changed:
        _write(submission, changed, by)
    return submission


def decide(
    submission_id: int, wanted: Mapping[str, Any], *, by: int, seen: int | None = None
) -> Submission:
    """Decide about the file: what `deciding.decide` takes, answers to questions included.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        WrongAnswerError: a decision makes no sense for this file.
    """
    submission = held(submission_id, (State.CHECKED,), seen)
    decided = deciding.decide(submission.decisions, wanted, submission.questions, submission.found)
    only_accepted = set(wanted) == {"accept"}
    before = submission.decisions.get("schema")
    if before and decided.get("schema") != before:
        submission.draft = _without_schema(submission, schema(before))
    submission.decisions = decided
    if only_accepted:
        submission.edited = submission.revision + 1
    else:
        edit(submission)
    note(submission, Step.DECIDED, by)
    db.session.flush()
    return submission


def _without_schema(submission: Submission, chosen: Schema) -> drafts.Draft:
    """Return the draft without what a schema said of its columns and nobody wrote since."""
    said = as_fields(chosen, [field.name for field in chosen.fields])
    return drafts.unsaid(submission.draft, said, submission.decisions.get("edited", ()))


def _write(submission: Submission, values: Mapping[str, Any], by: int) -> None:
    """Put values into the draft and remember that a person wrote them."""
    try:
        submission.draft = drafts.with_values(submission.draft, values)
    except KeyError as unknown:
        raise UnknownPlaceError(place=unknown.args[0]) from unknown
    edited = {*submission.decisions.get("edited", ()), *values}
    submission.decisions = {**submission.decisions, "edited": sorted(edited)}
    edit(submission)
    note(submission, Step.WRITTEN, by)
    db.session.flush()


def _mark(dataset: str, place: str, twin: Locale, by: int) -> None:
    """Mark a text whose twin was reworded alone; a blank that is filled in marks nothing."""
    mark = TextCheck(dataset=dataset, place=place, locale=twin, changed_by=by, changed_at=now())
    db.session.merge(mark)


def _unmark(dataset: str, place: str, locales: Collection[Locale]) -> None:
    db.session.execute(
        delete(TextCheck).where(
            TextCheck.dataset == dataset,
            TextCheck.place == place,
            TextCheck.locale.in_(locales),
        )
    )

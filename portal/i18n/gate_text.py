"""The gate's answer as a person reads it: the verdict, the reasons, the worst counts, a repair."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portal.bilingual import LOCALES, Locale
from portal.disclosure.answer import Answer
from portal.i18n.catalogues import gettext
from portal.i18n.formatting import number
from portal.i18n.gate_words import gate_words
from portal.i18n.marking import N_

MOST_SHOWN = 20
_KINDS = {
    "count": N_("Count"),
    "percent": N_("Percentage"),
    "mean": N_("Mean"),
    "rate": N_("Response rate"),
}
_VERDICTS = {
    "pinned": N_("certain"),
    "narrow": N_("known too closely"),
    "group": N_("one answer is certain"),
    "contradiction": N_("no number fits"),
    "unproved": N_("not proved safe"),
}


def gate_text(answer: Answer, repair: Sequence[Mapping[str, Any]] | None = None) -> str:
    """Return an answer in words, in Welsh and then in English.

    `repair` are the kinds and places of numbers that would be enough to hide; an empty one says
    that no small repair was found, None that none was looked for.
    """
    unsafe, judged = [], 0
    for entry in answer.statistics():
        judged += 1
        if entry["verdict"] != "safe":
            unsafe.append(entry)
    parts = (_lines(answer, unsafe, judged, repair, locale) for locale in LOCALES)
    return "\n\n".join("\n".join(lines) for lines in parts)


def _lines(
    answer: Answer,
    unsafe: Sequence[Mapping[str, Any]],
    judged: int,
    repair: Sequence[Mapping[str, Any]] | None,
    locale: Locale,
) -> Iterator[str]:
    yield gettext(N_("Nobody can be singled out") if answer.clear else N_("Refused"), locale)
    yield gettext(N_("Counts judged: %(count)s"), locale) % {"count": number(judged, locale)}
    for reason in answer.reasons:
        level = gettext(N_("Reason") if reason.level == "refusal" else N_("Warning"), locale)
        yield f"- {level} ({reason.code}): {gate_words(reason.code, reason.facts, locale)}"
    for entry in unsafe[:MOST_SHOWN]:
        yield f"  {_entry(entry, locale)}"
    if len(unsafe) > MOST_SHOWN:
        more = number(len(unsafe) - MOST_SHOWN, locale)
        yield "  " + gettext(N_("More of these: %(count)s"), locale) % {"count": more}
    if repair:
        yield gettext(N_("A smallest repair: hide these numbers too"), locale)
        for hidden in repair:
            kind = _KINDS[hidden["kind"]]
            yield f"  {gettext(kind, locale)} · {_place(hidden['where'], locale)}"
    elif repair is not None:
        yield gettext(N_("No small repair was found; round every count with melin protect"), locale)


def _entry(entry: Mapping[str, Any], locale: Locale) -> str:
    place = f"{entry['release']} · {_place(entry['where'], locale)}"
    if entry["low"] is None:
        return place
    verdict = entry["verdict"]
    high = gettext(N_("No upper bound"), locale) if entry["high"] is None else entry["high"]
    found = entry["low"] if verdict == "pinned" else f"{entry['low']}–{high}"
    text = f"{place}: {found}, {gettext(_VERDICTS[verdict], locale)} ({verdict})"
    if "witness" in entry:
        how = gettext(N_("How it is worked out: %(sum)s"), locale)
        text += ". " + how % {"sum": entry["witness"]}
    return text


def _place(where: Mapping[str, object], locale: Locale) -> str:
    labels = ", ".join(f"{name}: {label}" for name, label in where.items())
    return labels or gettext(N_("everything"), locale)

"""What the pages of rounds show, in the words of the page's language and the form of components."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from itertools import chain, groupby
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.clock import now
from portal.errors import Issue
from portal.i18n.formatting import day, number
from portal.interop import vocabularies
from portal.maturity import queries
from portal.maturity.framework.model import Framework
from portal.maturity.importing import COUNCIL, TOOL
from portal.maturity.lists import GROUPS, LINKS
from portal.maturity.officer.letter import letter
from portal.maturity.presenting import options
from portal.maturity.queries import Progress, Round
from portal.maturity.results.words import BANDS
from portal.maturity.scoring.levels import band
from portal.publishing.presenting.found import issue_rows
from portal.publishing.presenting.starting import publisher_options
from portal.web.forms import Form
from portal.web.routing import page_url
from portal.welsh.sort_key import sort_key

Entry = dict[str, Any]
_SHOWN_ISSUES = 200

__all__ = ["GROUPS", "day", "letter", "options", "publisher_options"]


def round_entries(rounds: Iterable[Round]) -> list[Entry]:
    """Return rounds as entries of a list."""
    return [
        {
            "href": page_url("rounds.round_page", name=own.name),
            "title": own.name,
            "lang": "",
            "tags": tags(own),
            "quiet": [
                own.publisher.title[g.locale] if own.publisher else "",
                _("Last day to answer: %(day)s", day=day(own.closes_at, g.locale)),
                _("Answered: %(number)s of %(total)s", number=answered(own), total=invited(own)),
            ],
        }
        for own in rounds
    ]


def tags(own: Round) -> list[Entry]:
    """Return how far a round is, and whether it is a demonstration."""
    stages = {
        "draft": _("Being prepared"),
        "open": _("Open for answers"),
        "closed": _("Closed"),
        "published": _("Answers counted"),
    }
    found = [{"words": stages[own.stage], "kind": "new" if own.stage == "open" else "neutral"}]
    if own.synthetic:
        found.append({"words": _("Demonstration"), "kind": "synthetic"})
    return found


def invited(own: Round) -> int:
    """Count everybody who is invited."""
    return sum(group.invited for group in own.invited)


def answered(own: Round) -> int:
    """Count everybody who has answered."""
    return sum(queries.answered(own, group) for group in own.invited)


def is_over(own: Round) -> bool:
    """Tell whether the last day to answer is over, though the round has not been closed."""
    return own.stage == "open" and now() >= own.closes_at


def next_step(own: Round) -> str:
    """Say what has to happen next."""
    if own.stage == "draft" and not own.public_key:
        return str(_("Its key is being prepared, with which answers are sealed. Wait a moment."))
    if is_over(own):
        return str(_("The last day is over, and links do not work any more. Close the round."))
    words = {
        "draft": _("Look at the questionnaires, make the links, then open the round."),
        "open": _("People can answer. Remind those whose links nobody has used."),
        "closed": _("Nobody can answer any more. Now the results can be made ready."),
        "published": _("The answers have been counted. What becomes of the results stands below."),
    }
    return str(words[own.stage])


def facts_of(own: Round, framework: Framework, links: int) -> list[Entry]:
    """Return what an officer wants to know of a round at a glance."""
    return [
        {"label": _("Framework"), "value": f"{framework.title[g.locale]} ({framework.ident})"},
        {"label": _("Last day to answer"), **_day(own.closes_at)},
        {"label": _("Links made"), "value": number(links, g.locale)},
        {"label": _("Answered"), "value": _of(answered(own), invited(own))},
        deletion(own),
    ]


def deletion(own: Round) -> Entry:
    """Say when the answers and their key are deleted."""
    if own.answers_deleted_at:
        return {"label": _("Answers and key deleted"), **_day(own.answers_deleted_at)}
    ends = (own.closed_at or own.closes_at) + timedelta(days=own.keep_days)
    if own.closed_at:
        return {"label": _("Answers and key will be deleted"), **_day(ends)}
    hint = _("if it is closed on its last day")
    return {"label": _("Answers and key will be deleted"), **_day(ends), "hint": hint}


def _day(moment: Any) -> Entry:
    return {"value": day(moment, g.locale), "time": moment.date().isoformat()}


def invited_rows(own: Round, framework: Framework, progress: Iterable[Progress]) -> list[list[Any]]:
    """Return how many are invited, councils in alphabetical order."""
    return [
        [head, number(each.invited, g.locale), number(each.links, g.locale)]
        for head, each in _in_order(own, framework, progress)
    ]


def progress_rows(
    own: Round,
    framework: Framework,
    progress: Iterable[Progress],
    unused: Iterable[tuple[int, str, str]],
) -> list[list[Any]]:
    """Return how far each council and audience has come, councils in alphabetical order."""
    silent = Counter((council, framework.tool[tool].audience) for _n, council, tool in unused)
    return [
        [
            head,
            _of(each.answered, each.invited),
            BANDS[band(each.answered, each.invited)][g.locale],
            _of(silent[each.council, each.audience], each.links),
        ]
        for head, each in _in_order(own, framework, progress)
    ]


def _in_order(
    own: Round, framework: Framework, progress: Iterable[Progress]
) -> Iterator[tuple[Entry, Progress]]:
    """Yield each council and audience with the cell that names it."""
    audiences = {audience.code: audience.title[g.locale] for audience in framework.audiences}
    titles = {group.council: group.title[g.locale] for group in own.invited}
    for each in sorted(progress, key=lambda one: sort_key(titles[one.council], g.locale)):
        yield {"text": titles[each.council], "hint": audiences[each.audience]}, each


def _of(part: int, whole: int) -> str:
    shown = number(part, g.locale), number(whole, g.locale)
    return str(_("%(number)s of %(total)s", number=shown[0], total=shown[1]))


def tool_entries(framework: Framework, own: Round | None = None) -> list[Entry]:
    """Return the questionnaires with their audiences; with a round, linked to their previews."""
    audiences = {audience.code: audience.title[g.locale] for audience in framework.audiences}
    return [
        {
            "label": tool.title[g.locale],
            "hint": f"({audiences[tool.audience]})",
            "href": page_url("rounds.preview_page", name=own.name, tool=tool.code) if own else "",
        }
        for tool in framework.tools
    ]


def council_options(own: Round, chosen: str | None) -> list[Entry]:
    """Return the councils of a round to choose one from, in alphabetical order."""
    titles = {group.council: group.title[g.locale] for group in own.invited}
    return [
        {"value": code, "label": titles[code], "chosen": code == chosen}
        for code in sorted(titles, key=lambda each: sort_key(titles[each], g.locale))
    ]


def tool_options(framework: Framework, chosen: str | None) -> list[Entry]:
    """Return the questionnaires to choose one from."""
    return [
        {"value": tool.code, "label": tool.title[g.locale], "chosen": tool.code == chosen}
        for tool in framework.tools
    ]


def framework_options(frameworks: Iterable[Framework], chosen: Framework) -> list[Entry]:
    """Return the frameworks to choose one from."""
    return [
        {
            "value": own.ident,
            "label": f"{own.title[g.locale]} ({own.ident})",
            "chosen": own.ident == chosen.ident,
        }
        for own in frameworks
    ]


def kind_options(chosen: str | None) -> list[Entry]:
    """Return the two kinds of rounds."""
    words = {
        "real": (_("A real round"), _("of councils of Wales")),
        "synthetic": (_("A demonstration"), _("of made-up councils with codes from X99 on")),
    }
    return [
        {"value": code, "label": label, "hint": hint, "chosen": code == chosen}
        for code, (label, hint) in words.items()
    ]


def table_rows(form: Form, framework: Framework) -> list[Entry]:
    """Return the 22 councils in alphabetical order, each with a field for each audience."""
    places = sorted(
        vocabularies.councils(), key=lambda place: sort_key(place.name[g.locale], g.locale)
    )
    return [
        {
            "title": place.name[g.locale],
            "fields": [
                (audience.title[g.locale], form[f"invited-{place.gss}-{audience.code}"])
                for audience in framework.audiences
            ],
        }
        for place in places
    ]


def even_share(own: Round, framework: Framework, free: Mapping[tuple[str, str], int]) -> str:
    """Return a list that shares the links still free evenly among questionnaires."""
    lines = [",".join(LINKS)]
    for entry in council_options(own, None):
        for audience in framework.audiences:
            left = free.get((entry["value"], audience.code), 0)
            tools = [tool.code for tool in framework.tools if tool.audience == audience.code]
            for place, tool in enumerate(tools):
                share = left // len(tools) + (place < left % len(tools))
                if share:
                    lines.append(f"{entry['value']},{tool},{share}")
    return "\n".join(lines)


def unused_rows(
    own: Round, framework: Framework, unused: Sequence[tuple[int, str, str]]
) -> list[list[Any]]:
    """Return which links nobody has used: council, questionnaire, how many, their numbers."""
    titles = {group.council: group.title[g.locale] for group in own.invited}
    order = sorted(unused, key=lambda one: (sort_key(titles[one[1]], g.locale), one[2], one[0]))
    rows = []
    for (council, tool), links in groupby(order, key=lambda one: (one[1], one[2])):
        numbers = [link for link, _council, _tool in links]
        title = framework.tool[tool].title[g.locale] if tool in framework.tool else tool
        rows.append([titles[council], title, number(len(numbers), g.locale), ranges(numbers)])
    return rows


def ranges(numbers: Iterable[int]) -> str:
    """Write rising numbers shortly: 3–7, 9."""
    parts: list[list[int]] = []
    for each in numbers:
        if parts and each == parts[-1][1] + 1:
            parts[-1][1] = each
        else:
            parts.append([each, each])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in parts)


def issues(found: Sequence[Issue]) -> list[list[Entry]]:
    """Return issues as rows of a table, the first of very many."""
    return issue_rows(asdict(issue) for issue in found[:_SHOWN_ISSUES])


def answer_columns(framework: Framework) -> str:
    """Return the first row of a file of answers."""
    return ",".join([COUNCIL, TOOL, *framework.question])


def place_rows(own: Round, framework: Framework) -> list[list[Any]]:
    """Return the councils that are invited and the questionnaires, each with its code."""
    titles = {group.council: group.title[g.locale] for group in own.invited}
    places = sorted(titles.items(), key=lambda each: sort_key(each[1], g.locale))
    tools = [(tool.code, tool.title[g.locale]) for tool in framework.tools]
    named = ((COUNCIL, place) for place in places), ((TOOL, tool) for tool in tools)
    return [
        [{"text": code, "bare": True}, title, {"text": column, "bare": True}]
        for column, (code, title) in chain(*named)
    ]


def code_rows(framework: Framework) -> list[list[Any]]:
    """Return every question with its code and the codes of its answers."""
    return [
        [
            {"text": question.code, "bare": True},
            question.text[g.locale],
            {"text": ", ".join(question.codes), "bare": True},
        ]
        for question in framework.questions
    ]

"""The descriptor of a round's package, from the words of its tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.bilingual import Bilingual
from portal.maturity.aggregating import words
from portal.maturity.aggregating.counting import ALL
from portal.maturity.aggregating.pictures import charts
from portal.maturity.aggregating.tables import MELIN, Owner, Results, scores
from portal.maturity.aggregating.words import Column
from portal.maturity.framework.model import DONT_KNOW, Framework
from portal.maturity.scoring import RULE

Plain = dict[str, Any]
Labels = Mapping[str, Bilingual]

_CODE = Bilingual("Cod", "Code")
_WELSH = Bilingual("Label Cymraeg", "Welsh label")
_ENGLISH = Bilingual("Label Saesneg", "English label")


def code_lists(results: Results) -> dict[str, Labels]:
    """Return every code list of the package: labels by code."""
    framework = results.framework
    found: dict[str, Labels] = {
        "councils": {council.code: council.title for council in results.councils},
        "audiences": {a.code: a.title for a in framework.audiences} | {ALL: words.EVERYBODY},
        "components": {component.code: component.title for component in framework.components},
        "questions": {question.code: question.text for question in framework.questions},
        "answers": _answers(framework),
    }
    return found | {name: labels for name, (_, labels) in words.LISTS.items()}


def _answers(framework: Framework) -> Labels:
    levels = {str(level): title for level, title in enumerate(framework.levels, start=1)}
    others = {
        answer.code: answer.title
        for question in framework.questions
        if not set(levels) & set(question.codes)
        for answer in question.answers
    }
    return {**levels, **others, DONT_KNOW: words.DONT_KNOW}


def descriptor(results: Results, slug: str, resources: Mapping[str, str]) -> Plain:
    """Return the descriptor; `resources` gives the path of each table, code list and document."""
    title, description = _about(results)
    return {
        "name": slug,
        **_both("title", title),
        **_both("description", description),
        **_finding(results),
        "publisher": results.owner.slug,
        "publisher_title_cy": results.owner.title.cy,
        "publisher_title_en": results.owner.title.en,
        "contact": _contact(results.owner),
        "licenses": [{"name": "CC-BY-4.0"}],
        "keywords": ["data-maturity"],
        "theme": "GOVE",
        "spatial": [council.code for council in results.councils],
        "temporal": {"start": f"{results.year}-01-01", "end": f"{results.year}-12-31"},
        "frequency": "irregular",
        **_both("reason", _reason(results)),
        "synthetic": results.synthetic,
        "cy_status": "draft",
        "framework": results.framework.ident,
        "framework_sha256": results.framework.sha256,
        "rule_version": RULE,
        "gate": _gate(results),
        "charts": charts(results, {name.removeprefix("synthetic-"): name for name in resources}),
        "resources": [_resource(name, path) for name, path in resources.items()],
    }


def _contact(owner: Owner) -> Plain:
    if owner == MELIN:
        return {"title_cy": "Tîm Melin", "title_en": "The Melin team"}
    return {"title_cy": owner.title.cy, "title_en": owner.title.en}


def _reason(results: Results) -> Bilingual:
    """Return why this version was made."""
    if results.version == 1:
        return Bilingual("Cyhoeddwyd yma gyntaf.", "First published here.")
    grown = [own for own in results.councils if own.version == results.version]
    return Bilingual(
        "Cyfrifwyd atebion hwyr, o grwpiau lle mae o leiaf ddeg o bobl yn rhagor wedi ateb. "
        f"Cynghorau: {', '.join(own.title.cy for own in grown)}.",
        "Late answers were counted, of groups where at least ten more people have answered. "
        f"Councils: {', '.join(own.title.en for own in grown)}.",
    )


def _gate(results: Results) -> Plain:
    """Return what the gate has to know: every package of a round tells of the same people."""
    relation = "grown" if results.version > 1 else "same"
    relation = "separate" if results.invented else relation
    gate: Plain = {"population": f"maturity-{results.name}", "relation": relation, "answer": None}
    if any(council.sealed.counts for council in results.councils):
        gate |= {"answer": "answer", "question": "question"}
    return gate


def _about(results: Results) -> tuple[Bilingual, Bilingual]:
    """Return the title and the description, which say first of all if it is invented."""
    fictional = results.synthetic
    title = Bilingual(
        f"Aeddfedrwydd data: {results.name}{' (arddangosiad dychmygol)' if fictional else ''}",
        f"Data maturity: {results.name}{' (fictional demonstration)' if fictional else ''}",
    )
    description = Bilingual(
        "Sut y disgrifiodd swyddogion ac aelodau etholedig ddefnydd eu cyngor o ddata. Barn y rhai "
        "a atebodd yw hon. Caiff pob cyfrif ei dalgrynnu fel na ellir adnabod neb.",
        "How officers and elected members described their council's use of data. These are the "
        "views of those who answered. Every count is rounded so that nobody can be singled out.",
    )
    if fictional:
        description = Bilingual(
            f"Data synthetig am gynghorau dychmygol. {description.cy}",
            f"Synthetic data about fictional councils. {description.en}",
        )
    return title, description


def _finding(results: Results) -> Plain:
    """Return the finding: how many levels are clear, of all councils and components."""
    found = [score for *_, audience, _, score in scores(results) if audience == ALL]
    clear = sum(score.low is not None and score.low == score.high for score in found)
    between = sum(score.low is not None for score in found) - clear
    unknown = len(found) - clear - between
    of_cy = f"{len(results.framework.components)} cydran"
    of_en = f"{len(results.framework.components)} components"
    if len(results.councils) > 1:
        of_cy += f" mewn {len(results.councils)} cyngor"
        of_en += f" in {len(results.councils)} councils"
    return {
        "finding_cy": f"Lefelau {of_cy}. Clir: {clear}. Rhwng lefelau: {between}. "
        f"Heb ddigon o atebion: {unknown}.",
        "finding_en": f"Levels of {of_en}. Clear: {clear}. Between levels: {between}. "
        f"Too few answers: {unknown}.",
    }


def _both(name: str, text: Bilingual) -> Plain:
    return {name: text.both, f"{name}_cy": text.cy, f"{name}_en": text.en}


def _resource(name: str, path: str) -> Plain:
    bare = name.removeprefix("synthetic-")
    if bare in words.DOCUMENTS:
        title, description = words.DOCUMENTS[bare]
        return {
            "name": name,
            "path": path,
            **_both("title", title),
            **_both("description", description),
        }
    if bare in words.TABLES:
        title, columns, key = words.TABLES[bare]
        fields = [_field(column, own) for column, own in columns.items()]
    else:
        title = words.NAMES[bare] if bare in words.NAMES else words.LISTS[bare][0]
        fields, key = _list_fields(), ("code",)
    return {
        "name": name,
        "path": path,
        **_both("title", title),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": list(key), **_foreign(fields)},
    }


def _field(name: str, column: Column) -> Plain:
    field: Plain = {
        "name": name,
        "type": "integer" if column.measures else "string",
        **_both("title", column.title),
        "description_cy": column.description.cy,
        "description_en": column.description.en,
    }
    if column.measures:
        field["measures"] = column.measures
    if column.measures == "people" and name != "invited":
        field["rounding"] = {"method": "controlled", "base": 5}
    if column.codes:
        field["codes"] = column.codes
    if not column.optional:
        field["constraints"] = {"required": True}
    return field


def _foreign(fields: Sequence[Plain]) -> Plain:
    keys = [
        {"fields": [f["name"]], "reference": {"resource": f["codes"], "fields": ["code"]}}
        for f in fields
        if "codes" in f
    ]
    return {"foreignKeys": keys} if keys else {}


def _list_fields() -> list[Plain]:
    told = {
        "code": (_CODE, Bilingual("Y cod a ddefnyddir yn y tablau.", "The code in the tables.")),
        "label_cy": (_WELSH, Bilingual("Ystyr y cod yn Gymraeg.", "What it means, in Welsh.")),
        "label_en": (_ENGLISH, Bilingual("Ystyr y cod yn Saesneg.", "What it means, in English.")),
    }
    return [_field(name, Column(title, text)) for name, (title, text) in told.items()]

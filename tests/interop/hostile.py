"""Packages with one thing wrong each, by the code that has to be told."""

import json
from collections.abc import Callable
from pathlib import Path

from portal.interop.reading import limits
from tests.interop.packages import Draft

Mischief = Callable[[Draft], None]


def put(key, value):
    return lambda draft: draft.descriptor.update({key: value})


def put_resource(key, value):
    return lambda draft: draft.wards.update({key: value})


def put_schema(key, value):
    return lambda draft: draft.schema.update({key: value})


def put_field(name, key, value):
    return lambda draft: draft.field(name).update({key: value})


def put_chart(key, value):
    return lambda draft: draft.descriptor["charts"][0].update({key: value})


def without(key):
    return lambda draft: draft.descriptor.pop(key)


def swap(old, new, table="wards"):
    return lambda draft: draft.replace(old, new, table)


def raw(content):
    return lambda draft: setattr(draft, "raw", content)


def data(content, table="wards"):
    return lambda draft: draft.data.update({table: content})


def rule(name, **constraints):
    return put_field(name, "constraints", constraints)


def foreign_key(**reference):
    key = {"fields": ["kind"], "reference": reference}
    return put_schema("foreignKeys", [key])


def broken_foreign_key(draft):
    draft.field("kind").pop("codes")
    foreign_key(resource="kinds", fields=["label_en"])(draft)


def no_resource_of_that_name(draft):
    draft.field("kind")["codes"] = "nowhere"


def slow_pattern(draft):
    draft.field("note_en")["constraints"] = {"pattern": "[a-z]*[a-y]*[a-x]*(a|b|ab)*(.{0,999})z"}
    long = "a" * 9_999
    rows = "".join(f"{n},,,1,,,,x,{long}\n" for n in range(10, 60))
    draft.data["wards"] = str(draft.data["wards"]) + rows


def tz_mixture(draft):
    draft.field("day").update(type="datetime", constraints={"minimum": "2018-01-01T00:00:00Z"})
    draft.replace("2018-12-06", "2018-12-06T10:00:00")
    draft.replace("2018-01-31", "2018-01-31T10:00:00")


def two_hundred(draft):
    rows = "".join(f"{n},,,1,,x,,,\n" for n in range(10, 400))
    draft.data["wards"] = str(draft.data["wards"]) + rows


def document(name, content=b"text", **more):
    return lambda draft: draft.document(name, content, **more)


def only_documents(draft):
    draft.document("note.txt", b"text")
    del draft.descriptor["resources"][:2], draft.descriptor["charts"]


HEAD = "id,place,kind,people,share,day,open,note_cy,note_en"

DESCRIPTOR_CASES: list[tuple[str, Mischief]] = [
    ("not-json", raw(b'{"name": "x",}')),
    ("not-json", raw(b'{"name": ' + b"9" * 5_000 + b"}")),
    ("not-an-object", raw(b"[1, 2]")),
    ("encoding-error", raw('{"name": "môn"}'.encode("latin-1"))),
    ("encoding-error", raw('{"name": "mon"}'.encode("utf-16"))),
    ("too-deep", raw(b"[" * 10_000 + b"]" * 10_000)),
    ("too-deep", raw(b'{"a":' * 10_000 + b"1" + b"}" * 10_000)),
    ("too-deep", put("extra", json.loads("[" * 60 + "]" * 60))),
    ("descriptor-too-large", raw(b" " * 50_000_000)),
    ("duplicate-key", raw(b'{"name": "a", "name": "b"}')),
    ("not-finite", put("extra", float("nan"))),
    ("not-finite", raw(b'{"extra": 1e999}')),
    ("bad-text", put("title_cy", "Lleoedd\x00")),
    ("bad-text", put("title_cy", "Lleoedd\ntawel")),
    ("bad-text", put("title_en", "\u202eplaces")),
    ("bad-text", put("title_en", "half \ud800")),
    ("missing-property", without("name")),
    ("missing-property", put("licenses", [])),
    ("missing-property", put("resources", None)),
    ("welsh-missing", without("title_cy")),
    ("welsh-missing", without("finding_cy")),
    ("english-missing", put_field("day", "description_en", None)),
    ("english-missing", put_resource("title_en", None)),
    ("blank-text", put("title_en", "  ")),
    ("blank-text", put("spatial", [""])),
    ("text-too-long", put("title_cy", "x" * 201)),
    ("text-too-long", put("spatial", ["W" * 101])),
    ("text-too-short", put("description_cy", "Rhy fyr.")),
    ("wrong-type-text", put("title_cy", {"cy": "x"})),
    ("wrong-type-text", put("keywords", [1])),
    ("wrong-type-text", put_schema("missingValues", [{"value": "-"}])),
    ("wrong-type-list", put("keywords", "surveys")),
    ("wrong-type-object", put("temporal", 2018)),
    ("wrong-type-object", put("resources", ["x"])),
    ("wrong-type-boolean", put("synthetic", "no")),
    ("wrong-type-number", put_chart("maximum", "100")),
    ("empty-list", put_schema("missingValues", [])),
    ("too-many-entries", put("keywords", ["surveys"] * 501)),
    ("too-many-entries", put_schema("fields", [{}] * 501)),
    ("too-many-resources", put("resources", [{"name": "x", "path": "x.csv"}] * 10_000)),
    ("unknown-choice", put("cy_status", "nearly")),
    ("unknown-choice", put_field("people", "measures", "cats")),
    ("unknown-choice", put_chart("kind", "pie")),
    ("bad-name", put("name", "Places.To.Read")),
    ("bad-name", put("name", "a" * 101)),
    ("bad-name", put("keywords", ["Not a code"])),
    ("bad-field-name", put_field("open", "name", "op en")),
    ("reserved-name", put_resource("name", "places")),
    ("duplicate-name", put_resource("name", "kinds")),
    ("duplicate-name", put_schema("primaryKey", ["id", "id"])),
    ("duplicate-name", put_field("open", "name", "DAY")),
    ("bad-url", put("sources", [{"title": "x", "path": "javascript:alert(1)"}])),
    ("bad-url", put("sources", [{"title": "x", "path": "http://[oops"}])),
    ("bad-email", put("contact", {"name": "x", "email": "not an address"})),
    ("bad-licence-name", put("licenses", [{"name": "a b"}])),
    ("unknown-licence", put("licenses", [{"name": "mine"}])),
    ("unknown-keyword", put("keywords_cy", None)),
    ("keyword-labels-differ", put("keywords_cy", ["Arolygon"])),
    ("unknown-theme", put("theme", "CATS")),
    ("unknown-frequency", put("frequency", "sometimes")),
    ("bad-period", put("temporal", "2018-13")),
    ("bad-period", put("temporal", "last year")),
    ("bad-period", put("temporal", "../..")),
    ("bad-period", put("temporal", {"start": "2019", "end": "2018"})),
    ("unknown-place", put("spatial", ["W06000099"])),
    ("fictional-place-not-synthetic", put("spatial", ["X99000001"])),
    ("real-place-in-synthetic", put("synthetic", value=True)),
    ("unsafe-path", put_resource("path", "../wards.csv")),
    ("unsafe-path", put_resource("path", "/etc/passwd.csv")),
    ("unsafe-path", put_resource("path", "data\\wards.csv")),
    ("unsafe-path", put_resource("path", "data/%2e%2e/wards.csv")),
    ("unsafe-path", put_resource("path", "data/./wards.csv")),
    ("unsafe-path", put_resource("path", "data//wards.csv")),
    ("unsafe-path", put_resource("path", "~/wards.csv")),
    ("unsafe-path", put_resource("path", "c:/wards.csv")),
    ("unsafe-path", put_resource("path", "data/w\x00.csv")),
    ("unsafe-path", put_resource("path", "a/" * 200 + "x.csv")),
    ("url-not-allowed", put_resource("path", "http://127.0.0.1/wards.csv")),
    ("url-not-allowed", put_resource("path", "file:///etc/wards.csv")),
    ("url-not-allowed", put_resource("path", "sqlite:////etc/wards.csv")),
    ("url-not-allowed", put_resource("path", "//127.0.0.1/wards.csv")),
    ("url-not-allowed", put_resource("schema", "https://127.0.0.1/schema.json")),
    ("path-list", put_resource("path", ["data/wards.csv"])),
    ("inline-data", put_resource("data", [["id"], [1]])),
    ("schema-not-inline", put_resource("schema", "schema.json")),
    ("schema-not-inline", put_resource("dialect", "dialect.json")),
    ("profile-not-allowed", put("profile", "http://127.0.0.1/profile.json")),
    ("profile-not-allowed", put_resource("profile", {"type": "object"})),
    ("profile-not-allowed", put_schema("$schema", "http://127.0.0.1/schema.json")),
    ("property-not-allowed", put_resource("extrapaths", ["data/kinds.csv"])),
    ("property-not-allowed", put_resource("compression", "zip")),
    ("property-not-allowed", put_resource("scheme", "http")),
    ("property-not-allowed", put_resource("remote", value=True)),
    ("property-not-allowed", put_field("share", "groupChar", ",")),
    ("property-not-allowed", put_schema("fieldsMatch", "subset")),
    ("encoding-not-supported", put_resource("encoding", "latin-1")),
    ("dialect-not-supported", put_resource("dialect", {"delimiter": ";"})),
    ("not-csv", put_resource("path", "data/wards.xlsx")),
    ("not-csv", put_resource("format", "xlsx")),
    *(
        ("document-kind", document(f"page.{kind}"))
        for kind in ("html", "svg", "xml", "js", "docx", "zip", "xhtml")
    ),
    ("document-format", document("note.txt", format="html")),
    ("encoding-not-supported", document("note.txt", encoding="latin-1")),
    ("unsafe-path", document("note.txt", path="../note.txt")),
    ("url-not-allowed", document("note.txt", path="http://127.0.0.1/note.txt")),
    ("welsh-missing", document("note.txt", title_cy=None)),
    ("duplicate-name", document("wards.txt")),
    ("reserved-name", document("places.txt")),
    ("missing-file", document("note.txt", path="docs/another.txt")),
    ("file-too-large", document("note.txt", b"x" * (limits.DOCUMENT_SIZE + 1))),
    ("no-tables", only_documents),
    ("missing-file", put_resource("path", "data/elsewhere.csv")),
    ("missing-file", put_resource("path", "datapackage.json/x.csv")),
    ("unknown-type", put_field("day", "type", "geojson")),
    ("unknown-format", put_field("day", "format", "any")),
    ("unknown-format", put_field("day", "format", "%d %B %Y")),
    ("unknown-format", put_field("day", "format", "%Y%Y")),
    ("measures-missing", put_field("people", "measures", None)),
    ("unknown-constraint", rule("people", pattern="[0-9]+")),
    ("unknown-constraint", rule("people", exclusiveMinimum=0)),
    ("bad-constraint", rule("people", minimum="lots")),
    ("bad-constraint", rule("people", required="yes")),
    ("bad-constraint", rule("day", enum=["yesterday"])),
    ("bad-constraint", rule("note_cy", enum=["x", "x"])),
    ("bad-constraint", rule("people", enum=[1, "2"])),
    ("bad-pattern", rule("note_en", pattern="(?=x)")),
    ("bad-pattern", rule("note_en", pattern="(a")),
    ("unknown-field", put_schema("primaryKey", "nowhere")),
    ("unknown-field", foreign_key(resource="kinds", fields=["nowhere"])),
    ("unknown-field", put_chart("value", "nowhere")),
    ("unknown-field", put_chart("where", {"nowhere": "x"})),
    ("wrong-type-object", put_chart("where", ["kind"])),
    ("missing-property", put_chart("kind", "tracks")),
    ("unknown-resource", foreign_key(resource="nowhere", fields=["code"])),
    ("unknown-resource", put_chart("resource", "nowhere")),
    ("bad-foreign-key", foreign_key(resource="kinds", fields=["code", "label_en"])),
    ("code-list-missing", no_resource_of_that_name),
    ("code-list-ill-formed", put_field("kind", "codes", "wards")),
    ("chart-not-numeric", put_chart("value", "kind")),
    ("bad-maximum", put_chart("maximum", 0)),
    ("bad-maximum", put_chart("maximum", 1e300)),
]

DATA_CASES: list[tuple[str, int | None, str, Mischief]] = [
    ("empty-file", None, "", data("")),
    ("empty-file", None, "", document("note.txt", b"")),
    ("hash-count", None, "", document("note.txt", hash=f"sha256:{0:064x}")),
    ("encoding-error", 2, "", document("note.md", b"M\nM\xf4n")),
    ("control-character", 1, "", document("note.py", b"\x1b[2J")),
    ("document-broken", None, "", document("note.json", b'{"a": NaN}')),
    ("document-broken", None, "", document("note.json", b"[" * 200_000)),
    ("document-broken", None, "", document("note.pdf", b"<html></html>")),
    ("document-broken", None, "", document("note.pdf", b"%PDF-1.7 cut in the middle")),
    ("encoding-error", 3, "", data(f"{HEAD}\n1,,,1,,,,,\n2,,,1,,,,M\xf4n,\n".encode("latin-1"))),
    ("control-character", 2, "", swap("51", "5\x001")),
    ("bad-quoting", 2, "", swap("library", '"lib"rary')),
    ("bad-quoting", 2, "", swap("library", '"library')),
    ("cell-too-long", 2, "", swap("Llanrwst", "L" * 100_001)),
    ("row-too-long", 2, "", swap("Llanrwst", '"' + "L\n" * 600_000)),
    ("blank-header", 1, "", swap(HEAD, "")),
    ("blank-header", 1, "", swap(HEAD, ",,,,,,,,")),
    ("spaces-in-heading", 1, "", swap("id,place", "id, place")),
    ("blank-label", 1, "place", swap("id,place", "id,")),
    ("duplicate-label", 1, "place", swap("id,place", "id,id")),
    ("extra-label", 1, "", swap("note_en", "note_en,more")),
    ("missing-label", 1, "note_en", swap(",note_en", "")),
    ("incorrect-label", 1, "place", swap("id,place", "id,lle")),
    ("blank-row", 2, "", swap("note_en\n", "note_en\n\n")),
    ("extra-cell", 2, "", swap("Llanrwst,Llanrwst", "Llanrwst,Llanrwst,x")),
    ("missing-cell", 2, "note_en", swap("Llanrwst,Llanrwst", "Llanrwst")),
    ("type-error", 2, "people", swap("51", "many")),
    ("type-error", 2, "people", swap("51", "5_1")),
    ("type-error", 2, "share", swap("61.0", "NaN")),
    ("type-error", 2, "day", swap("2018-12-06", "6.12.2018")),
    ("constraint-error", 2, "people", swap("51", "-1")),
    ("constraint-error", 4, "people", swap("library,0", "library,")),
    ("constraint-error", 2, "note_en", swap("Llanrwst,Llanrwst", "Llanrwst,!")),
    ("constraint-error", 2, "note_cy", swap("Llanrwst", "L" * 41)),
    ("pattern-too-slow", None, "note_en", slow_pattern),
    ("unique-error", 3, "id", swap("\n2,", "\n1,")),
    ("primary-key", 3, "", swap("\n2,", "\n1,")),
    ("primary-key-blank", 3, "", swap("hall", "", "kinds")),
    ("foreign-key", 2, "", broken_foreign_key),
    ("unknown-code", 2, "kind", swap("library", "libary")),
    ("blank-code", 3, "code", swap("hall", "", "kinds")),
    ("duplicate-code", 3, "code", swap("hall", "library", "kinds")),
    ("welsh-missing", 3, "label_cy", swap("Neuadd", "", "kinds")),
    ("english-missing", 3, "label_en", swap("Hall", "", "kinds")),
    ("welsh-missing", 2, "note_cy", swap("Llanrwst,", ",")),
    ("unknown-place", 2, "place", swap("W06000003", "W06000033")),
    ("fictional-place-not-synthetic", 2, "place", swap("W06000003", "X99000003")),
    ("fictional-place-not-synthetic", 2, "note_cy", swap("Llanrwst", "X99000003")),
    ("real-place-in-synthetic", 3, "place", put("synthetic", value=True)),
    ("hash-count", None, "", put_resource("hash", f"sha256:{0:064x}")),
    ("byte-count", None, "", put_resource("bytes", 1)),
    ("data-error", None, "", tz_mixture),
    ("more-issues", None, "", two_hundred),
]


def linked(folder: Path, name: str) -> None:
    """Put a symbolic link in the place of a file, to a copy of it outside the package."""
    outside = folder.parent / "outside.csv"
    (folder / name).replace(outside)
    (folder / name).symlink_to(outside)

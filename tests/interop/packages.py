"""A small package that has everything, and ways to write it to a folder."""

import copy
import json
from pathlib import Path
from typing import Any

Values = dict[str, Any]

WARDS = '''\
id,place,kind,people,share,day,open,note_cy,note_en
1,W06000003,library,51,61.0,2018-12-06,true,Llanrwst,Llanrwst
2,W06000001,hall,19,.5,2018-01-31,false,"Ynys Môn, i gyd","All of ""Anglesey"""
3,,library,0,,,,,
'''
DOCUMENTS = {
    "method.md": b"# Dull\n\nSut y cafwyd y ffigurau.\n",
    "notes.txt": b"Nodiadau\r\nlinell wrth linell\r\n",
    "again.py": b"print(1 + 1)\n",
    "vectors.json": b'[{"a": 1.50}]',
    "form.pdf": b"%PDF-1.7\n\x00\xff\xfe\n%%EOF\n",
}
KINDS = """\
code,label_cy,label_en
library,Llyfrgell,Library
hall,Neuadd,Hall
"""


def column(name: str, kind: str = "string", **more: Any) -> Values:
    return {
        "name": name,
        "type": kind,
        "title_cy": f"Teitl {name}",
        "title_en": f"Title {name}",
        "description_cy": f"Disgrifiad o {name}.",
        "description_en": f"Description of {name}.",
        **({"measures": "other"} if kind in {"integer", "number"} else {}),
        **more,
    }


def resource(name: str, fields: list[Values], **schema: Any) -> Values:
    return {
        "name": name,
        "path": f"data/{name}.csv",
        "title_cy": f"Tabl {name}",
        "title_en": f"Table {name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, **schema},
    }


WARD_FIELDS = [
    column("id", "integer", constraints={"required": True, "unique": True}),
    column("place", codes="places"),
    column("kind", codes="kinds"),
    column("people", "integer", measures="people", constraints={"minimum": 0, "required": True}),
    column("share", "number", unit="percent", constraints={"maximum": 100.5}),
    column("day", "date"),
    column("open", "boolean"),
    column("note_cy", constraints={"maxLength": 40}),
    column("note_en", constraints={"pattern": '[A-Za-z ,"]+'}),
]
KIND_FIELDS = [column("code"), column("label_cy"), column("label_en")]

DESCRIPTOR: Values = {
    "name": "places-to-read",
    "title_cy": "Lleoedd i ddarllen",
    "title_en": "Places to read",
    "description_cy": "Ym mhle y gall pobl ddarllen mewn tawelwch, a faint ohonynt sydd yno.",
    "description_en": "Where people can read in peace and quiet, and how many of them there are.",
    "finding_cy": "Mae'r rhan fwyaf yn darllen mewn llyfrgelloedd.",
    "finding_en": "Most people read in libraries.",
    "publisher": "cyngor-enghreifftiol",
    "publisher_title_cy": "Cyngor Enghreifftiol",
    "publisher_title_en": "Example Council",
    "contact": {"title_cy": "Tîm data", "title_en": "Data team", "email": "data@council.example"},
    "licenses": [{"name": "OGL-UK-3.0"}],
    "sources": [
        {
            "title": "Arolwg Tawel",
            "path": "https://council.example/survey",
            "attribution_cy": "Arolwg Tawel, Cyngor Enghreifftiol.",
            "attribution_en": "Quiet Survey, Example Council.",
        }
    ],
    "keywords": ["surveys", "quiet-places"],
    "keywords_cy": ["Arolygon", "Lleoedd tawel"],
    "keywords_en": ["Surveys", "Quiet places"],
    "theme": "EDUC",
    "spatial": ["W06000003", "W06000001"],
    "temporal": {"start": "2018-01-01", "end": "2018-12-31"},
    "frequency": "yearly",
    "reason_cy": "Cyhoeddwyd yma gyntaf.",
    "reason_en": "First published here.",
    "synthetic": False,
    "cy_status": "draft",
    "charts": [
        {
            "name": "people",
            "kind": "bars",
            "resource": "wards",
            "label": "kind",
            "value": "people",
            "count": "people",
            "of": "share",
            "unit": "people",
            "maximum": 100,
            "title_cy": "Llyfrgelloedd sydd â'r nifer mwyaf",
            "title_en": "Libraries have the most",
            "caveat_cy": "Enghraifft yn unig.",
            "caveat_en": "An example only.",
        }
    ],
    "resources": [
        resource("wards", WARD_FIELDS, primaryKey=["id"], missingValues=["", "-"]),
        resource("kinds", KIND_FIELDS, primaryKey="code"),
    ],
}


class Draft:
    """A package in the making: change its descriptor or its data, then write it."""

    def __init__(self) -> None:
        self.descriptor: Values = copy.deepcopy(DESCRIPTOR)
        self.data: dict[str, str | bytes] = {"wards": WARDS, "kinds": KINDS}
        self.raw: bytes | None = None
        self.files: dict[str, bytes] = {}

    @property
    def wards(self) -> Values:
        return self.descriptor["resources"][0]

    @property
    def schema(self) -> Values:
        return self.wards["schema"]

    def field(self, name: str) -> Values:
        return next(one for one in self.schema["fields"] if one["name"] == name)

    def replace(self, old: str, new: str, table: str = "wards") -> None:
        text = self.data[table]
        assert isinstance(text, str)
        assert old in text
        self.data[table] = text.replace(old, new, 1)

    def document(self, name: str, content: bytes, **more: Any) -> None:
        """Let a document come along, called as its file without the ending."""
        self.files[f"docs/{name}"] = content
        titles = {"title_cy": f"Dogfen {name}", "title_en": f"Document {name}"}
        own = {"name": name.partition(".")[0], "path": f"docs/{name}", **titles, **more}
        self.descriptor["resources"].append(own)

    def write(self, folder: Path) -> Path:
        (folder / "data").mkdir(parents=True, exist_ok=True)
        raw = self.raw if self.raw is not None else json.dumps(self.descriptor).encode()
        (folder / "datapackage.json").write_bytes(raw)
        for name, text in self.data.items():
            content = text if isinstance(text, bytes) else text.encode()
            (folder / "data" / f"{name}.csv").write_bytes(content)
        for path, content in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        return folder

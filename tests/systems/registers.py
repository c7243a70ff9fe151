"""Registers of a fictional council, handed in as tables and read on pages."""

import csv
import io

from portal.publishing import drafting
from portal.publishing.registry import schema
from portal.publishing.registry.writing import template_headings
from tests.publishing.drafted import begun, written
from tests.publishing.walk import OFFICER, do, work


def told(soup, ident):
    """Return the rows of a section of a page, by its anchor: the texts and links of each."""
    section = soup.select_one(f"#{ident}").find_parent("section")
    return [
        (" ".join(row.get_text(" ").split()), [a["href"] for a in row.select("a")])
        for row in section.select("tbody tr")
    ]


def register(config, name, *rows, slug, without=("council",)):
    """Hand in a register: the schema's example with other cells, under its English headings."""
    one = schema(name)
    names = [field.name for field in one.fields if field.name not in without]
    headings = dict(zip([f.name for f in one.fields], template_headings(one, "en"), strict=True))
    example = {field.name: field.example for field in one.fields}
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([headings[each] for each in names])
    writer.writerows([[{**example, **row}[each] for each in names] for row in rows])
    made = begun(config, file.getvalue(), f"{slug}.csv", dataset=slug)
    do(config, drafting.decide, made.id, {"schema": name}, by=OFFICER)
    work(config)
    return written(config, made.id, frequency="irregular")

"""Spreadsheets, JSON and archives, with what surrounds their tables."""

import json
from datetime import date

from tests.tabular.council_files.truth import Truth
from tests.tabular.made_files import ods, package, xlsx, zipped

_HOMES = [
    ["Ward", "Homes", "Sold"],
    ["Aber", 10, date(2024, 1, 2)],
    ["Bryn", 20, date(2024, 2, 13)],
]
_COLUMNS = ["Ward: string", "Homes: integer", "Sold: date"]
_FIRST, _LAST = ["Aber", "10", "2024-01-02"], ["Bryn", "20", "2024-02-13"]
_POINT = {"type": "Point", "coordinates": [-4.25, 52.5]}
_AREA = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1.5], [1, 1], [0, 0]]]}


def _features(*items: tuple[dict[str, object], object]) -> str:
    listed = [{"type": "Feature", "properties": p, "geometry": g} for p, g in items]
    return json.dumps({"type": "FeatureCollection", "features": listed}, ensure_ascii=False)


WORKBOOKS: dict[str, Truth] = {
    "title and date above, source below": Truth(
        xlsx({"Data": [["Homes sold by ward"], ["Updated", date(2024, 3, 1)], [], *_HOMES, [],
                       ["Source: Aberwen Council"]]}),
        _COLUMNS, 2, _FIRST, _LAST,
        header=[4],
        changes={"rows-above": 2, "rows-below": 1, "blank-row": 2},
        notes=3, encoding=None, delimiter=None, file="file.xlsx",
    ),
    "cover, notes, hidden and empty sheets": Truth(
        xlsx({"Cover": [["Homes sold"], ["Aberwen Council"]], "Homes": _HOMES,
              "Notes": [["Homes are counted once."], ["Sold means completed."]],
              "working": [["Ward", "Homes"], ["Aber", 9]], "Sheet3": []}, hidden=["working"]),
        _COLUMNS, 2, _FIRST, _LAST,
        changes={"sheet-left-out": 3},
        notes=4, encoding=None, delimiter=None, file="file.xlsx",
    ),
    "two years in two sheets": Truth(
        xlsx({"2023": _HOMES, "2024": _HOMES}),
        _COLUMNS, 2, _FIRST, _LAST,
        says={"several-tables"},
        verdict="ask", encoding=None, delimiter=None, file="file.xlsx",
    ),
    "keys merged downwards": Truth(
        xlsx({"Data": [["Region", "Ward", "Homes"], ["North", "Aber", 1], [None, "Bryn", 2],
                       ["South", "Cwm", 3], [None, "Dôl", 4]]},
             merges={"Data": ["A2:A3", "A4:A5"]}),
        ["Region: string", "Ward: string", "Homes: integer"],
        4, ["North", "Aber", "1"], ["", "Dôl", "4"],
        changes={"filled-down": 2},
        encoding=None, delimiter=None, file="file.xlsx",
    ),
    "years merged over two columns each": Truth(
        xlsx({"Data": [["Ward", 2023, None, 2024, None], [None, "Men", "Women", "Men", "Women"],
                       ["Aber", 1, 2, 3, 4], ["Bryn", 5, 6, 7, 8]]},
             merges={"Data": ["A1:A2", "B1:C1", "D1:E1"]}),
        ["Ward: string", "2023 Men: integer", "2023 Women: integer", "2024 Men: integer",
         "2024 Women: integer"],
        2, ["Aber", "1", "2", "3", "4"], ["Bryn", "5", "6", "7", "8"],
        header=[1, 2], changes={"headings-joined": 4},
        encoding=None, delimiter=None, file="file.xlsx",
    ),
    "ODS with repeated cells and rows": Truth(
        ods([["Ward", "Homes", "Empty"], ["Aber", 3, 3], ["Bryn", 4, 4]],
            tail='<table:table-row table:number-rows-repeated="3"><table:table-cell '
                 'office:value-type="string" table:number-columns-repeated="1"><text:p>Cwm</text:p>'
                 '</table:table-cell><table:table-cell office:value-type="float" office:value="7" '
                 'table:number-columns-repeated="2"><text:p>7</text:p></table:table-cell>'
                 '</table:table-row>'),
        ["Ward: string", "Homes: integer", "Empty: integer"],
        5, ["Aber", "3", "3"], ["Cwm", "7", "7"],
        verdict="accept", encoding=None, delimiter=None, file="file.ods",
    ),
    "text and number cells mixed in one column of codes": Truth(
        xlsx({"Data": [["Code", "Name"], ["0101", "A"], [102, "B"], ["0103", "C"]]}),
        ["Code: string", "Name: string"],
        3, ["0101", "A"], ["0103", "C"],
        verdict="accept", encoding=None, delimiter=None, file="file.xlsx",
    ),
    "GeoJSON of points, one without a place": Truth(
        _features(({"name": "Pârc", "bins": 3}, _POINT), ({"name": "Traeth", "bins": 5}, None)),
        ["name: string", "bins: integer", "geometry: geojson"],
        2, ["Pârc", "3", '{"type": "Point", "coordinates": [-4.25, 52.5]}'], ["Traeth", "5", ""],
        verdict="accept", delimiter=None, file="file.geojson",
    ),
    "GeoJSON of polygons with dates": Truth(
        _features(({"ward": "A", "since": "01/04/2023"}, _AREA),
                  ({"ward": "B", "since": "13/04/2023"}, _AREA)),
        ["ward: string", "since: date", "geometry: geojson"],
        2, ["A", "01/04/2023", json.dumps(_AREA)], ["B", "13/04/2023", json.dumps(_AREA)],
        changes={"date-iso": 2}, delimiter=None, file="file.json",
    ),
    "JSON records with nested objects": Truth(
        json.dumps({"updated": "2024", "results": [
            {"id": 1, "where": {"ward": "A", "at": {"x": 1.5}}, "tags": ["a", "b"]},
            {"id": 2, "where": {"ward": "B"}, "tags": []}]}),
        ["id: integer", "where.ward: string", "where.at.x: number", "tags: string"],
        2, ["1", "A", "1.5", '["a", "b"]'], ["2", "B", "", "[]"],
        verdict="accept", delimiter=None, file="file.json",
    ),
    "zip of one file": Truth(
        zipped({"data/homes.csv": "Ward,Homes\nAber,10\nBryn,20\n"}),
        ["Ward: string", "Homes: integer"],
        2, ["Aber", "10"], ["Bryn", "20"],
        says={"unzipped"}, verdict="accept", file="file.zip",
    ),
    "data package of one table": Truth(
        package({"homes": "data/homes.csv"}, {"data/homes.csv": "ward,homes\nAber,10\nBryn,20\n"}),
        ["ward: string", "homes: integer"],
        2, ["Aber", "10"], ["Bryn", "20"],
        verdict="accept", file="file.zip",
    ),
    "percentages kept as shares": Truth(
        xlsx({"Data": [["Ward", "Per cent recycled"], ["A", 0.455], ["B", 0.5], ["C", 0.61]]}),
        ["Ward: string", "Per cent recycled: number"],
        3, ["A", "0.455"], ["C", "0.61"],
        says={"percent-scale"}, encoding=None, delimiter=None, file="file.xlsx",
    ),
}  # fmt: skip

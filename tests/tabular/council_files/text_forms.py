"""Text files in every encoding and with every delimiter that programs write."""

from tests.tabular.council_files.truth import Truth

_WELSH = "Ysgol,Tref,Disgyblion\nYsgol y Dŵr,Tŷ-nant,120\nYsgol Môn,Aber,95\nYsgol Glân,Bryn,101\n"
_COLUMNS = ["Ysgol: string", "Tref: string", "Disgyblion: integer"]
_LATIN = "Gwasanaeth,Cost,Sylw\nCaffi,£5,crêpes – newydd\nPârc,£16,“hen”\nTân,£7,dim\n"
_LATIN_COLUMNS = ["Gwasanaeth: string", "Cost: integer", "Sylw: string"]

TEXT_FORMS: dict[str, Truth] = {
    "CP1252 pounds, dashes and curly quotes": Truth(
        _LATIN.encode("cp1252"),
        _LATIN_COLUMNS,
        3,
        ["Caffi", "£5", "crêpes – newydd"],
        ["Tân", "£7", "dim"],
        encoding="cp1252",
        changes={"decoded": 1, "currency-sign": 3},
    ),
    "UTF-8 with a byte order mark and quoted cells": Truth(
        "\ufeff" + "".join(
            ",".join(f'"{cell}"' for cell in line.split(",")) + "\r\n"
            for line in _WELSH.splitlines()
        ),
        _COLUMNS,
        3,
        ["Ysgol y Dŵr", "Tŷ-nant", "120"],
        ["Ysgol Glân", "Bryn", "101"],
        encoding="utf-8-sig",
        changes={"byte-order-mark": 1},
    ),
    "UTF-16 with tabs, as a spreadsheet's Unicode text": Truth(
        _WELSH.replace(",", "\t").replace("\n", "\r\n").encode("utf-16"),
        _COLUMNS,
        3,
        ["Ysgol y Dŵr", "Tŷ-nant", "120"],
        ["Ysgol Glân", "Bryn", "101"],
        encoding="utf-16",
        delimiter="\t",
        changes={"decoded": 1},
        file="file.txt",
    ),
    "UTF-16 without a mark": Truth(
        _WELSH.encode("utf-16-be"),
        _COLUMNS,
        3,
        ["Ysgol y Dŵr", "Tŷ-nant", "120"],
        ["Ysgol Glân", "Bryn", "101"],
        encoding="utf-16-be",
        changes={"decoded": 1},
    ),
    "a first line that names the separator": Truth(
        "sep=;\r\n" + _WELSH.replace(",", ";").replace("\n", "\r\n"),
        _COLUMNS,
        3,
        ["Ysgol y Dŵr", "Tŷ-nant", "120"],
        ["Ysgol Glân", "Bryn", "101"],
        header=[2],
        delimiter=";",
        changes={"rows-above": 1},
        notes=1,
    ),
    "lone carriage returns of an old program": Truth(
        _WELSH.replace("\n", "\r"),
        _COLUMNS,
        3,
        ["Ysgol y Dŵr", "Tŷ-nant", "120"],
        ["Ysgol Glân", "Bryn", "101"],
        verdict="accept",
    ),
    "bars": Truth(
        _WELSH.replace(",", "|"),
        _COLUMNS,
        3,
        ["Ysgol y Dŵr", "Tŷ-nant", "120"],
        ["Ysgol Glân", "Bryn", "101"],
        delimiter="|",
        verdict="accept",
        file="file.psv",
    ),
    "tabs, with commas in the texts": Truth(
        "Place\tRemark\tCount\nAber\tnew, blue\t5\nBryn\told, red, big\t6\nCwm\tnone\t7\n",
        ["Place: string", "Remark: string", "Count: integer"],
        3,
        ["Aber", "new, blue", "5"],
        ["Cwm", "none", "7"],
        delimiter="\t",
        verdict="accept",
        file="file.tsv",
    ),
    "spaces after the commas and around the texts": Truth(
        "Place, Kind, Count\nAber, \"park, play\", 5\nBryn, \"field\", 6\nCwm , \"wood\", 17\n",
        ["Place: string", "Kind: string", "Count: integer"],
        3,
        ["Aber", "park, play", "5"],
        ["Cwm ", "wood", "17"],
        changes={"spaces-trimmed": 1},
    ),
    "no final line end, mixed line ends": Truth(
        "Place,Count\r\nAber,5\nBryn,6\r\nCwm,7",
        ["Place: string", "Count: integer"],
        3,
        ["Aber", "5"],
        ["Cwm", "7"],
        verdict="accept",
    ),
    "no-break spaces round numbers and in headings": Truth(
        "Place,\u00a0Count\u00a0\nAber,5\u00a0\nBryn,\u00a06\nCwm,7\n",
        ["Place: string", "Count: integer"],
        3,
        ["Aber", "5\u00a0"],
        ["Cwm", "7"],
        changes={"heading-tidied": 1, "spaces-trimmed": 2},
    ),
    "public toilets with postcodes and grid references": Truth(
        "Name,Street,Postcode,Easting,Northing,Accessible\n"
        "Promenade,Sea Rd,ZZ1 1AA,246810,278910,TRUE\n"
        "Market,High St,ZZ1 1AB,246910,278810,FALSE\nPark,Mill Ln,ZZ1 1AC,247010,278710,TRUE\n",
        ["Name: string", "Street: string", "Postcode: string", "Easting: integer",
         "Northing: integer", "Accessible: boolean"],
        3,
        ["Promenade", "Sea Rd", "ZZ1 1AA", "246810", "278910", "TRUE"],
        ["Park", "Mill Ln", "ZZ1 1AC", "247010", "278710", "TRUE"],
        verdict="accept",
    ),
    "planning register with dates and decisions": Truth(
        "Application,Received,Site address,Proposal,Decision,Decided\n"
        "P/24/0001,15/01/2024,Land at Mill Lane Aberwen,Two dwellings,Approved,20/02/2024\n"
        "P/24/0002,16/01/2024,Old School Brynmor,Change of use,Refused,\n"
        "P/24/0003,31/01/2024,Plot 4 Cwmdu,Agricultural shed,Approved,29/03/2024\n",
        ["Application: string", "Received: date", "Site address: string", "Proposal: string",
         "Decision: string", "Decided: date"],
        3,
        ["P/24/0001", "15/01/2024", "Land at Mill Lane Aberwen", "Two dwellings", "Approved",
         "20/02/2024"],
        ["P/24/0003", "31/01/2024", "Plot 4 Cwmdu", "Agricultural shed", "Approved", "29/03/2024"],
        changes={"date-iso": 5},
    ),
    "moments with a zone and without": Truth(
        "Sensor,When,Level\nA,2024-03-13T09:30:00Z,1.5\nA,2024-03-13 10:30,1.75\n"
        "B,13/03/2024 11:00:05,2\n",
        ["Sensor: string", "When: datetime", "Level: number"],
        3,
        ["A", "2024-03-13T09:30:00Z", "1.5"],
        ["B", "13/03/2024 11:00:05", "2"],
        changes={"datetime-iso": 2},
    ),
    "contacts of organisations": Truth(
        "Organisation,Address,Postcode,Telephone,Email\n"
        "Aberwen Library,1 Square,ZZ1 1AA,01632 960001,library@aberwen.example\n"
        "Brynmor Leisure Centre,2 Road,ZZ1 1AB,01632 960002,leisure@brynmor.example\n"
        "Cwmdu Primary School,3 Lane,ZZ1 1AC,01632 960003,school@cwmdu.example\n",
        ["Organisation: string", "Address: string", "Postcode: string", "Telephone: string",
         "Email: string"],
        3,
        ["Aberwen Library", "1 Square", "ZZ1 1AA", "01632 960001", "library@aberwen.example"],
        ["Cwmdu Primary School", "3 Lane", "ZZ1 1AC", "01632 960003", "school@cwmdu.example"],
        verdict="accept",
    ),
}  # fmt: skip

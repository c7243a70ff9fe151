"""Tables of figures: headings in several rows, units, footnotes, marks for what is missing."""

from tests.tabular.council_files.truth import Truth


def _months(ward: int) -> str:
    return f"Ward {ward}," + ",".join(str(ward * n) for n in range(1, 241)) + "\n"


STATISTICS: dict[str, Truth] = {
    "years over men and women": Truth(
        "Pupils by sex,,,,\n,2022/23,,2023/24,\nArea,Men,Women,Men,Women\nAberwen,10,12,11,13\n"
        "Brynmor,20,22,21,23\nCwmdu,30,32,31,33\n",
        ["Area: string", "2022/23 Men: integer", "2022/23 Women: integer",
         "2023/24 Men: integer", "2023/24 Women: integer"],
        3,
        ["Aberwen", "10", "12", "11", "13"],
        ["Cwmdu", "30", "32", "31", "33"],
        header=[2, 3],
        changes={"rows-above": 1, "headings-joined": 4},
        notes=1,
    ),
    "three rows of headings, the last of units": Truth(
        ",Homes,,Cost,\nArea,Social,Private,Total,Each\n,No.,No.,£000,£\nAberwen,100,200,3000,10\n"
        "Brynmor,150,250,4000,10\nCwmdu,175,275,5000,11\n",
        ["Area: string", "Homes Social No.: integer", "Homes Private No.: integer",
         "Cost Total £000: integer", "Cost Each £: integer"],
        3,
        ["Aberwen", "100", "200", "3000", "10"],
        ["Cwmdu", "175", "275", "5000", "11"],
        header=[1, 2, 3],
        changes={"headings-joined": 4},
    ),
    "footnotes and shorthand marks": Truth(
        "Table 3: Referrals by area [note 1],,\n,,\nArea,2022,2023\nAberwen,25,[c]\n"
        "Brynmor,[x],14\n"
        "Cwmdu,31,[low]\nDolwen,12,9\n,,\n[note 1] Counts are rounded.,,\n"
        "Source: Aberwen Council,,\n",
        ["Area: string", "2022: integer", "2023: integer"],
        4,
        ["Aberwen", "25", "[c]"],
        ["Dolwen", "12", "9"],
        header=[3],
        changes={"rows-above": 1, "rows-below": 2, "blank-row": 2, "mark": 3},
        notes=3,
    ),
    "stars, dashes, dots and less than five": Truth(
        "Ward,Carers,Claims,Rate\nAber,<5,-,.\nBryn,12,*,4.5\nCwm,<=5,13,..\nDôl,25,14,5.1\n"
        "Eglwys,9,8,6\n",
        ["Ward: string", "Carers: integer", "Claims: integer", "Rate: number"],
        5,
        ["Aber", "<5", "-", "."],
        ["Eglwys", "9", "8", "6"],
        changes={"mark": 6},
    ),
    "per cent signs": Truth(
        "Ward,Recycled,Change\nAber,45.5%,-1.2%\nBryn,50%,0.5%\nCwm,61.25%,3%\n",
        ["Ward: string", "Recycled: number", "Change: number"],
        3,
        ["Aber", "45.5%", "-1.2%"],
        ["Cwm", "61.25%", "3%"],
        changes={"percent-sign": 6},
    ),
    "breadcrumb, filters and three blank keys of an export": Truth(
        '"Housing > Completions"\n"New homes by area"\n\nFilters:\nYear,2023-24\nMeasure,Number\n\n'
        ",,,Quarter 1,Quarter 2\nWales,,,500,600\n,North,,200,250\n,,Aberwen,120,130\n"
        ",,Brynmor,80,120\n"
        ",South,,300,350\n,,Cwmdu,300,350\n\nTitle,New homes by area\nLast update,May 2024\n",
        [": string", ": string", ": string", "Quarter 1: integer", "Quarter 2: integer"],
        6,
        ["Wales", "", "", "500", "600"],
        ["", "", "Cwmdu", "300", "350"],
        header=[8],
        changes={"rows-above": 5, "rows-below": 2, "blank-row": 3, "filled-down": 8},
        says={"unnamed-column", "filled-down"},
        notes=7,
    ),
    "total row kept among the areas": Truth(
        "Area,Libraries,Visits\nAberwen,4,\"12,000\"\nBrynmor,3,\"9,500\"\n"
        "All Wales total,7,\"21,500\"\n",
        ["Area: string", "Libraries: integer", "Visits: integer"],
        3,
        ["Aberwen", "4", "12,000"],
        ["All Wales total", "7", "21,500"],
        changes={"thousands-separator": 3},
        says={"total-kept"},
    ),
    "blank column between key and figures": Truth(
        "Area,,2021,2022,\nAberwen,,5,6,\nBrynmor,,7,8,\nCwmdu,,9,10,\n",
        ["Area: string", "2021: integer", "2022: integer"],
        3,
        ["Aberwen", "5", "6"],
        ["Cwmdu", "9", "10"],
        changes={"blank-column": 2},
    ),
    "columns numbered in brackets": Truth(
        "Ardal,Dynion,Menywod,Pawb\n(1),(2),(3),(4)\nAber,5,6,11\nBryn,7,8,15\n",
        ["Ardal: string", "Dynion: integer", "Menywod: integer", "Pawb: integer"],
        2,
        ["Aber", "5", "6", "11"],
        ["Bryn", "7", "8", "15"],
        changes={"column-numbers": 1},
    ),
    "headings in Welsh above headings in English": Truth(
        "Ardal,Poblogaeth,Cartrefi\nArea,Population,Homes\nAber,\"1,200\",500\n"
        "Bryn,\"3,400\",900\n",
        ["Ardal Area: string", "Poblogaeth Population: integer", "Cartrefi Homes: integer"],
        2,
        ["Aber", "1,200", "500"],
        ["Bryn", "3,400", "900"],
        header=[1, 2],
        changes={"headings-joined": 3, "thousands-separator": 2},
        says={"headings-joined"},
    ),
    "financial years and quarters as rows": Truth(
        "Year,Quarter,Complaints\n2022-23,Q1,15\n2022-23,Q2,18\n2023-24,Q1,20\n",
        ["Year: string", "Quarter: string", "Complaints: integer"],
        3,
        ["2022-23", "Q1", "15"],
        ["2023-24", "Q1", "20"],
        verdict="accept",
    ),
    "years as integers": Truth(
        "Blwyddyn,Tunelli\n2019,1200.5\n2020,1100\n2021,1300.25\n",
        ["Blwyddyn: integer", "Tunelli: number"],
        3,
        ["2019", "1200.5"],
        ["2021", "1300.25"],
        verdict="accept",
    ),
    "age bands that look like dates and ranges": Truth(
        "Age band,People helped\n0-4,20\n5-9,30\n10-14,40\n85+,12\n",
        ["Age band: string", "People helped: integer"],
        4,
        ["0-4", "20"],
        ["85+", "12"],
        verdict="accept",
    ),
    "age bands already turned into dates": Truth(
        "Age band,People helped\n0-4,20\n05-Sep,30\nOct-14,40\n15-19,12\n20-24,12\n",
        ["Age band: string", "People helped: integer"],
        5,
        ["0-4", "20"],
        ["20-24", "12"],
        says={"range-became-date"},
    ),
    "doubled and blank headings": Truth(
        "Area,Count,Count,\nAber,1,2,x\nBryn,3,4,y\nCwm,5,6,z\n",
        ["Area: string", "Count: integer", "Count: integer", ": string"],
        3,
        ["Aber", "1", "2", "x"],
        ["Cwm", "5", "6", "z"],
        says={"doubled-heading", "unnamed-column"},
    ),
    "words where few figures are unknown": Truth(
        "Site,NO2,PM10\nA,31,not available\nB,28,15\nC,not available,17\nD,33,14\nE,29,16\n",
        ["Site: string", "NO2: integer", "PM10: integer"],
        5,
        ["A", "31", "not available"],
        ["E", "29", "16"],
        changes={"mark": 2},
    ),
    "formula errors and hidden numbers in a text file": Truth(
        "Ward,Spend,Share\nAber,1200,#DIV/0!\nBryn,########,0.5\nCwm,900,#REF!\nDôl,800,0.25\n"
        "Eglwys,700,0.25\n",
        ["Ward: string", "Spend: integer", "Share: number"],
        5,
        ["Aber", "1200", "#DIV/0!"],
        ["Eglwys", "700", "0.25"],
        says={"characters-hidden", "not-a-number"},
        verdict="ask",
    ),
    "wide table of months": Truth(
        "Ward," + ",".join(f"M{n}" for n in range(1, 241)) + "\n"
        + "".join(_months(ward) for ward in range(1, 6)),
        ["Ward: string", *[f"M{n}: integer" for n in range(1, 241)]],
        5,
        ["Ward 1", *[str(n) for n in range(1, 241)]],
        ["Ward 5", *[str(5 * n) for n in range(1, 241)]],
        verdict="accept",
    ),
    "merged keys of a pivot pasted as text": Truth(
        "Service,Measure,Value\nWaste,Collected,10\n,Missed,2\n,Late,1\nRoads,Repaired,5\n"
        ",Waiting,9\n,Closed,1\n",
        ["Service: string", "Measure: string", "Value: integer"],
        6,
        ["Waste", "Collected", "10"],
        ["", "Closed", "1"],
        changes={"filled-down": 4},
        says={"filled-down"},
    ),
}  # fmt: skip

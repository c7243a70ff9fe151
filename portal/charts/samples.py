"""Every kind of chart in every state, with made-up places and figures: for showing and trying."""

from datetime import date

from portal.bilingual import Bilingual
from portal.charts.specs import (
    About,
    Answers,
    Bar,
    Bars,
    Dot,
    Dots,
    Likert,
    Spec,
    State,
    Tile,
    TileMap,
    Track,
    Tracks,
)

_B = Bilingual
_NOTE = _B("Barn y rhai a atebodd yn unig.", "The views of those who answered, and no others.")
_WORK = _B("Enghraifft a wnaed i ddangos y porth", "A sample made to show the portal")


def _about(cy: str, en: str, n: int | Bilingual = 70) -> About:
    return About(
        title=_B(cy, en),
        n=n,
        date=date(2031, 3, 1),
        source=_WORK,
        caveat=_NOTE,
        synthetic=True,
    )


def samples() -> dict[str, Spec]:
    """Return a chart of each kind by name; together they show every mark there is."""
    return {
        "bars": _bars(),
        "amounts": _amounts(),
        "likert": _likert(),
        "dots": _dots(),
        "tracks": _tracks(),
        "tiles": _tiles(),
        "no-rows": Bars(
            about=_about("Nid oes dim i’w ddangos eto", "There is nothing to show yet", n=0),
            rows=(),
        ),
    }


def _bars() -> Bars:
    return Bars(
        about=_about("Atebodd swyddogion amlaf", "Officers answered most often"),
        unit="percent",
        maximum=100,
        rows=(
            Bar(label=_B("Swyddogion", "Officers"), value=61, low=50, high=71, count=51, of=84),
            Bar(
                label=_B("Aelodau etholedig", "Elected members"),
                value=32,
                low=22,
                high=45,
                count=19,
                of=59,
            ),
            Bar(
                label=_B(
                    "Pobl sy’n gweithio i’r cyngor drwy gwmni neu elusen arall",
                    "People who work for the council through another company or charity",
                ),
                value=None,
            ),
            Bar(
                label=_B("Pawb gyda’i gilydd", "Everybody together"),
                value=49,
                count=70,
                of=143,
                emphasis=True,
            ),
        ),
    )


def _amounts() -> Bars:
    return Bars(
        about=_about(
            "Llan-y-stori sy’n gwario fwyaf, y tu hwnt i’r raddfa",
            "Storychurch spends the most, beyond the scale",
            _B("heb ei nodi: symiau, nid pobl", "not stated: amounts, not people"),
        ),
        unit="GBP",
        maximum=500_000,
        rows=(
            Bar(label=_B("Llan-y-stori", "Storychurch"), value=1_250_000),
            Bar(label=_B("Cwm Chwedl", "Fable Valley"), value=410_000, low=350_000, high=520_000),
            Bar(label=_B("Ynys Ddychmygol", "Imaginary Island"), value=0),
        ),
    )


def _likert() -> Likert:
    answers = (
        _B("Anghytuno’n gryf", "Strongly disagree"),
        _B("Anghytuno", "Disagree"),
        _B("Y naill na’r llall", "Neither"),
        _B("Cytuno", "Agree"),
        _B("Cytuno’n gryf", "Strongly agree"),
    )
    return Likert(
        about=_about(
            "Mae mwy yn cytuno nag yn anghytuno bod digon o sgiliau data",
            "More agree than disagree that there are enough data skills",
        ),
        answers=answers,
        rows=(
            Answers(
                label=_B("Swyddogion", "Officers"), shares=(6, 14, 18, 44, 18), unknown=9, n=46
            ),
            Answers(
                label=_B("Aelodau etholedig", "Elected members"),
                shares=(4, 29, 25, 31, 11),
                unknown=26,
                n=31,
            ),
            Answers(label=_B("Partneriaid", "Partners"), unknown=60, n=4),
        ),
    )


def _dots() -> Dots:
    above = _B("yn glir uwch na Chymru gyfan", "clearly higher than all of Wales")
    return Dots(
        about=_about(
            "Mae Aberwen yn glir uwch mewn diogelu data yn unig",
            "Aberwen is clearly higher in data protection alone",
        ),
        other=_B("Cymru gyfan (dychmygol)", "All of Wales (made up)"),
        rows=(
            Dot(
                label=_B("Diogelu data", "Data protection"),
                value=78,
                low=68,
                high=86,
                outer_low=38,
                outer_high=89,
                other=55,
                verdict=above,
            ),
            Dot(
                label=_B("Data agored", "Open data"),
                value=41,
                low=30,
                high=53,
                outer_low=20,
                outer_high=71,
                other=46,
                verdict=_B("dim gwahaniaeth clir", "no clear difference"),
            ),
            Dot(label=_B("Dadansoddi data", "Data analytics"), value=None),
        ),
    )


def _tracks() -> Tracks:
    return Tracks(
        about=_about(
            "Mae Aberwen wedi cyrraedd lefel 2 neu fwy mewn tri maes",
            "Aberwen has reached level 2 or more in three areas",
        ),
        rows=(
            Track(label=_B("Arweinyddiaeth", "Leadership"), low=2, high=2),
            Track(label=_B("Safonau corfforaethol", "Corporate standards"), low=1, high=2),
            Track(
                label=_B("Data cwsmeriaid cydgysylltiedig", "Joined-up customer data"),
                low=2,
                high=3,
            ),
            Track(label=_B("Diogelu data", "Data protection"), low=3, high=3),
            Track(label=_B("Dadansoddi data", "Data analytics"), low=1, high=3),
            Track(label=_B("Data agored", "Open data"), low=1, high=1),
            Track(
                label=_B("Penderfyniadau ar sail data", "Data-driven decisions"),
                low=None,
                high=None,
            ),
        ),
    )


_PLACES = (
    ("Aberwen", "Aberwen", "Abe", "Abe"),
    ("Brynmor", "Brynmor", "Bryn", "Bryn"),
    ("Caerfach", "Caerfach", "Cfach", "Cfach"),
    ("Chwilog Fawr", "Great Chwilog", "Chw", "GtCh"),
    ("Dyffryn Chwedl", "Fable Valley", "Dyf", "Fab"),
    ("Llan-y-stori", "Storychurch", "Llan", "Stor"),
    ("Rhosddu Uchaf", "Upper Rhosddu", "Rhos", "Uppr"),
    ("Ynys Ddychmygol", "Imaginary Island", "Ynys", "Imag"),
)


def _tiles() -> TileMap:
    states = (
        State(key="two", words=_B("lefel 2 neu 3", "level 2 or 3"), mark="full"),
        State(key="open", words=_B("heb ei phenderfynu", "undecided"), mark="half"),
        State(key="one", words=_B("lefel 1", "level 1"), mark="ring"),
        State(key="none", words=_B("dim canlyniad", "no result"), mark="none"),
    )
    figures = {"two": _B("2", "2"), "open": _B("1–2", "1–2"), "one": _B("1", "1"), "none": None}
    keys = ("two", "open", "one", "none")
    return TileMap(
        about=_about("Cyrhaeddodd dau le lefel 2", "Two places reached level 2", n=8),
        states=states,
        tiles=tuple(
            Tile(
                code=f"X990000{place:02}",
                name=_B(cy, en),
                short=_B(short_cy, short_en),
                state=keys[place % 4],
                figure=figures[keys[place % 4]],
                cell=(place % 3 + 1, place // 3 + 1),
            )
            for place, (cy, en, short_cy, short_en) in enumerate(_PLACES)
        ),
    )

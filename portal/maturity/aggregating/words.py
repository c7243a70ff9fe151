"""The words of a round's package: what each table and column means, in both languages."""

from typing import Literal, NamedTuple

from portal.bilingual import Bilingual as B  # noqa: N817 (a long table of short texts)


class Column(NamedTuple):
    """A column: its words, the list of its codes, or what its numbers measure."""

    title: B
    description: B
    codes: str = ""
    measures: Literal["", "people", "things", "other"] = ""
    optional: bool = False


COUNCIL = Column(B("Cyngor", "Council"), B("Cod y cyngor.", "The council's code."), "councils")
AUDIENCE = Column(B("Cynulleidfa", "Audience"), B("Pwy a holwyd.", "Who was asked."), "audiences")
COMPONENT = Column(
    B("Cydran", "Component"),
    B("Y rhan o'r defnydd o ddata.", "The part of using data."),
    "components",
)
LEVEL = Column(
    B("Lefel", "Level"),
    B("Y lefel hon neu'n uwch.", "This level or above."),
    measures="other",
)
N = Column(
    B("Atebion pendant", "Definite answers"),
    B(
        "Nifer y bobl a roddodd ateb pendant, wedi'i dalgrynnu i bump.",
        "How many people gave a definite answer, rounded to five.",
    ),
    measures="other",  # a sum of the counts published beside it tells nothing new of people
    optional=True,
)
STATUS = Column(
    B("Statws", "Status"), B("Faint a gyhoeddir.", "How much is published."), "statuses"
)
SYNTHETIC = Column(
    B("Data synthetig", "Synthetic"),
    B("A yw'r ffigurau'n ddychmygol.", "Whether the figures are invented."),
    "flags",
)


def _percent(title: B, description: B) -> Column:
    return Column(title, description, measures="other", optional=True)


TABLES: dict[str, tuple[B, dict[str, Column], tuple[str, ...]]] = {
    "counts": (
        B("Atebion", "Answers"),
        {
            "council": COUNCIL,
            "audience": AUDIENCE,
            "component": COMPONENT,
            "question": Column(
                B("Cwestiwn", "Question"),
                B("Y cwestiwn a ofynnwyd.", "What was asked."),
                "questions",
            ),
            "kind": Column(
                B("Math o gwestiwn", "Kind of question"),
                B("Beth mae'r cwestiwn yn gofyn amdano.", "What the question asks for."),
                "kinds",
            ),
            "answer": Column(
                B("Ateb", "Answer"),
                B("Yr ateb a roddwyd.", "The answer that was given."),
                "answers",
            ),
            "people": Column(
                B("Pobl", "People"),
                B(
                    "Nifer y bobl a atebodd felly, wedi'i dalgrynnu ar hap i luosrif o bump.",
                    "How many people answered so, rounded at random to a multiple of five.",
                ),
                measures="people",
            ),
            "synthetic": SYNTHETIC,
        },
        ("council", "audience", "question", "answer"),
    ),
    "invited": (
        B("Gwahoddiadau ac ymatebion", "Invitations and responses"),
        {
            "council": COUNCIL,
            "audience": AUDIENCE,
            "invited": Column(
                B("Nifer a wahoddwyd", "Invited"),
                B("Nifer y bobl a wahoddwyd, yn union.", "How many people were invited, exactly."),
                measures="people",
            ),
            "answered": Column(
                B("Atebodd", "Answered"),
                B(
                    "Nifer y bobl a atebodd, wedi'i dalgrynnu i bump.",
                    "How many people answered, rounded to five.",
                ),
                measures="people",
            ),
            "band": Column(
                B("Band ymateb", "Response band"),
                B(
                    "Pa mor ddibynadwy yw'r nifer o atebion.",
                    "How far the answers may be relied on.",
                ),
                "bands",
            ),
            "synthetic": SYNTHETIC,
        },
        ("council", "audience"),
    ),
    "shares": (
        B("Cyfrannau", "Shares"),
        {
            "council": COUNCIL,
            "audience": AUDIENCE,
            "component": COMPONENT,
            "level": LEVEL,
            "n": N,
            "share": _percent(
                B("Canran", "Percentage"),
                B(
                    "Canran yr atebion pendant ar y lefel hon neu'n uwch.",
                    "The percentage of definite answers at this level or above.",
                ),
            ),
            "low": _percent(
                B("Pen isaf", "Low end"),
                B(
                    "Pen isaf y cyfwng 95% pe bai'r tawelwch ar hap.",
                    "The low end of the 95% interval if silence were random.",
                ),
            ),
            "high": _percent(
                B("Pen uchaf", "High end"),
                B(
                    "Pen uchaf y cyfwng 95% pe bai'r tawelwch ar hap.",
                    "The high end of the 95% interval if silence were random.",
                ),
            ),
            "silent_low": _percent(
                B("Isaf posibl", "Lowest possible"),
                B(
                    "Y ganran pe bai pawb a oedd yn ddistaw yn is na'r lefel.",
                    "The percentage if everybody silent were below the level.",
                ),
            ),
            "silent_high": _percent(
                B("Uchaf posibl", "Highest possible"),
                B(
                    "Y ganran pe bai pawb a oedd yn ddistaw ar y lefel neu'n uwch.",
                    "The percentage if everybody silent were at the level or above.",
                ),
            ),
            "status": STATUS,
            "synthetic": SYNTHETIC,
        },
        ("council", "audience", "component", "level"),
    ),
    "levels": (
        B("Lefelau", "Levels"),
        {
            "council": COUNCIL,
            "audience": AUDIENCE,
            "component": COMPONENT,
            "level_low": _percent(
                B("Lefel isaf", "Lowest level"),
                B("Y lefel isaf sy'n gyson â'r atebion.", "The lowest level the answers allow."),
            ),
            "level_high": _percent(
                B("Lefel uchaf", "Highest level"),
                B("Y lefel uchaf sy'n gyson â'r atebion.", "The highest level the answers allow."),
            ),
            "n": N,
            "dont_know": _percent(
                B("Ddim yn gwybod", "Don't know"),
                B("Canran a ddywedodd na wyddent.", "The percentage who said they did not know."),
            ),
            "flagged": Column(
                B("Llawer heb wybod", "Many don't know"),
                B("A yw'r ganran honno dros 30.", "Whether that percentage is over 30."),
                "flags",
                optional=True,
            ),
            "status": STATUS,
            "rule": Column(
                B("Rheol", "Rule"),
                B("Fersiwn y rheol sgorio.", "The version of the rule."),
                "rules",
            ),
            "synthetic": SYNTHETIC,
        },
        ("council", "audience", "component"),
    ),
    "reached": (
        B("Cynghorau fesul cydran", "Councils by component"),
        {
            "component": COMPONENT,
            "level": LEVEL,
            "certain": Column(
                B("Cynghorau sy'n sicr yno", "Councils certainly there"),
                B(
                    "Nifer y cynghorau y mae eu lefel isaf yno neu'n uwch.",
                    "How many councils have their lowest level there or above.",
                ),
                measures="things",
            ),
            "known": Column(
                B("Cynghorau â lefel", "Councils with a level"),
                B(
                    "Nifer y cynghorau sydd â digon o atebion i roi lefel.",
                    "How many councils have enough answers for a level.",
                ),
                measures="things",
            ),
            "synthetic": SYNTHETIC,
        },
        ("component", "level"),
    ),
    "comparisons": (
        B("Cymariaethau", "Comparisons"),
        {
            "council": COUNCIL,
            "component": COMPONENT,
            "level": LEVEL,
            "others": Column(
                B("Cynghorau eraill", "Other councils"),
                B("Nifer y cynghorau yn y cymedr.", "How many councils the mean is of."),
                measures="other",
            ),
            "mean": Column(
                B("Cymedr y lleill", "Mean of the others"),
                B(
                    "Cymedr canrannau'r cynghorau eraill.",
                    "The mean of the other councils' percentages.",
                ),
                measures="other",
            ),
            "result": Column(
                B("Canlyniad", "Result"),
                B("Sut mae'r cyngor yn cymharu.", "How the council compares."),
                "outcomes",
            ),
            "synthetic": SYNTHETIC,
        },
        ("council", "component", "level"),
    ),
}
LISTS: dict[str, tuple[B, dict[str, B]]] = {
    "kinds": (
        B("Mathau o gwestiynau", "Kinds of question"),
        {
            "anchor": B("Lefel", "Level"),
            "likert": B("Cytundeb", "Agreement"),
            "choice": B("Dewis", "Choice"),
        },
    ),
    "bands": (
        B("Bandiau ymateb", "Response bands"),
        {
            "good": B("Da: hanner neu fwy", "Good: half or more"),
            "caution": B("Gofal: 30–49%", "Caution: 30–49%"),
            "low": B("Isel: llai na 30%", "Low: under 30%"),
        },
    ),
    "statuses": (
        B("Statws y canlyniadau", "Status of results"),
        {
            "published": B("Cyhoeddwyd", "Published"),
            "range-only": B("Lefel yn unig", "Level only"),
            "not-enough": B("Dim digon o atebion", "Not enough answers"),
        },
    ),
    "outcomes": (
        B("Canlyniadau'r cymariaethau", "Results of comparisons"),
        {
            "higher": B("Yn amlwg uwch", "Clearly higher"),
            "lower": B("Yn amlwg is", "Clearly lower"),
            "no-clear-difference": B("Dim gwahaniaeth amlwg", "No clear difference"),
        },
    ),
    "flags": (B("Ie neu nage", "Yes or no"), {"yes": B("Ie", "Yes"), "no": B("Nage", "No")}),
    "rules": (
        B("Rheolau sgorio", "Scoring rules"),
        {"majority-1": B("Lefel y mwyafrif, fersiwn 1", "Majority level, version 1")},
    ),
}
DOCUMENTS = {
    "gate": (
        B("Adroddiadau'r glwyd datgelu", "Reports of the disclosure gate"),
        B(
            "Fesul cyngor: y rhifau a archwiliwyd, a'r hyn a brofwyd amdanynt.",
            "For each council: the numbers that were audited, and what was proved of them.",
        ),
    ),
    "rebuild": (
        B("Rhaglen ailgyfrifo", "Script that works everything out again"),
        B(
            "Mae'n ailgyfrifo pob canran, lefel a chyfwng o'r cyfrifon: "
            "python data/rebuild.py FFOLDER neu ZIP.",
            "It works out every share, level and interval from the counts: "
            "python data/rebuild.py FOLDER or ZIP.",
        ),
    ),
    "vectors": (
        B("Enghreifftiau i brofi'r rheol", "Examples to test the rule by"),
        B(
            "Mewnbynnau a'r hyn a wna'r rheol ohonynt, i'r sawl sy'n ei hailysgrifennu.",
            "Inputs and what the rule makes of them, for whoever writes it anew.",
        ),
    ),
}
DONT_KNOW = B("Ddim yn gwybod", "Don't know")
EVERYBODY = B("Pawb", "Everybody")
NAMES = {
    "councils": B("Y cynghorau", "The councils"),
    "audiences": B("Y cynulleidfaoedd", "The audiences"),
    "components": B("Y cydrannau", "The components"),
    "questions": B("Y cwestiynau", "The questions"),
    "answers": B("Yr atebion", "The answers"),
}

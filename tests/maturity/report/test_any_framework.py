"""A report is made from any framework: nothing in it knows of seven components or three levels."""

from datetime import date

from portal.bilingual import Bilingual
from portal.maturity.aggregating.counting import Sealed
from portal.maturity.aggregating.describing import code_lists
from portal.maturity.aggregating.tables import Council, Results, tables
from portal.maturity.aggregating.words import TABLES
from portal.maturity.report.document import Figure, Heading
from portal.maturity.report.typesetting import pdf
from portal.maturity.report.writing import written
from portal.maturity.results.help import Help
from portal.maturity.results.reading import Published, read_results
from tests.maturity.made import framework

TITLE = Bilingual("Rownd", "Round")


def read(made):
    """Read results back from the rows that their package would have."""
    found = {
        name: [
            dict(zip(TABLES[name][1], ["" if c is None else str(c) for c in row], strict=True))
            for row in rows
        ]
        for name, rows in tables(made).items()
    }
    found["councils"] = [
        {"code": code, "label_cy": label.cy, "label_en": label.en}
        for code, label in code_lists(made)["councils"].items()
    ]
    published = Published("x", TITLE, "maturity-x", 1, 2099, date(2099, 1, 1), synthetic=True)
    return read_results(found, made.framework, published)


def council(own, code, people):
    counts = {}
    for question in own.questions:
        codes = question.codes
        each = {name: people // len(codes) // 5 * 5 for name in codes}
        counts[question.code] = {a.code: dict(each) for a in own.audiences}
    invited = {audience.code: 2 * people for audience in own.audiences}
    sealed = Sealed(dict.fromkeys(invited, people), counts)
    return Council(code, Bilingual(f"Cyngor {code}", f"Council {code}"), invited, sealed)


def test_ten_components_with_five_levels_make_a_report_in_both_languages(app):
    own = framework(10, 5)
    made = Results("x", True, 2099, own, [council(own, f"X9900000{n}", 180) for n in range(1, 4)])
    results = read(made)
    with app.test_request_context():
        for locale in ("cy", "en"):
            report = written(results, results.councils["X99000001"], Help(), locale)
            blocks = {part.ident: part.blocks for part in report.sections}
            assert sum(isinstance(block, Heading) for block in blocks["components"]) == 10
            (beside,) = [block for block in blocks["beside"] if isinstance(block, Figure)]
            assert len(beside.chart.rows) == 10 * 4
            assert pdf(report, base_url="").startswith(b"%PDF")

"""Public pages of maturity: overview, components, the rule, rounds, councils and their reports."""

from flask import Blueprint, Response, g, render_template, request

from portal.bilingual import Locale
from portal.charts.drawing import picture
from portal.errors import NotFoundError
from portal.maturity.framework.learning import learning
from portal.maturity.framework.reading import idents, shipped
from portal.maturity.pages import presenting, sending
from portal.maturity.report.writing import written
from portal.maturity.results import charting, finding
from portal.maturity.results.help import published_help
from portal.maturity.results.pairing import pairs
from portal.web.delivery import store
from portal.web.routing import page

bp = Blueprint("results", __name__)


@page(bp, cy="/aeddfedrwydd", en="/maturity")
def overview_page() -> str:
    """Say what maturity is, and show the newest round: components beside councils."""
    rounds = presenting.rounds()
    newest = rounds[0] if rounds else None
    return render_template(
        "maturity/overview.html",
        framework=newest.framework if newest else shipped(idents()[-1]),
        rounds=rounds,
        results=newest,
        show=presenting,
        **(presenting.round_facts(newest, g.locale) if newest else {}),
    )


@page(bp, cy="/aeddfedrwydd/cydrannau/<slug:code>", en="/maturity/components/<slug:code>")
def component_page(code: str) -> str:
    """Show one component: its levels, its questions, where councils stand, and what helps."""
    newest = next(iter(presenting.rounds()), None)
    framework = newest.framework if newest else shipped(idents()[-1])
    if code not in framework.component:
        raise NotFoundError(component=code)
    drawn = None
    if newest:
        councils = finding.in_order(newest, g.locale)
        drawn = picture(charting.tracks_across(newest, code, councils), g.locale, ident="councils")
    return render_template(
        "maturity/component.html",
        component=framework.component[code],
        framework=framework,
        newest=newest,
        drawn=drawn,
        helped=published_help(store(), framework),
        learns=code in learning(framework.name),
        show=presenting,
    )


@page(
    bp,
    cy="/aeddfedrwydd/cydrannau/<slug:code>/dysgu",
    en="/maturity/components/<slug:code>/learning",
)
def learning_page(code: str) -> str:
    """Show how a council gets from level to level in a component, with exercises."""
    newest = next(iter(presenting.rounds()), None)
    framework = newest.framework if newest else shipped(idents()[-1])
    found = learning(framework.name).get(code)
    if found is None or code not in framework.component:
        raise NotFoundError(component=code)
    return render_template(
        "maturity/learning.html",
        component=framework.component[code],
        framework=framework,
        learning=found,
        titles=presenting.titles(found),
        examples=presenting.examples(published_help(store(), framework), code),
    )


@page(bp, cy="/aeddfedrwydd/dull", en="/maturity/method")
def method_page() -> str:
    """Say the scoring rule in plain words, and where to check it."""
    return render_template("maturity/method.html")


@page(bp, cy="/aeddfedrwydd/rowndiau/<slug:name>", en="/maturity/rounds/<slug:name>")
def round_page(name: str) -> str:
    """Show one round: components beside councils, and who answered."""
    results = finding.published_round(name, store())
    return render_template(
        "maturity/round.html",
        results=results,
        show=presenting,
        **presenting.round_facts(results, g.locale),
    )


@page(
    bp,
    cy="/aeddfedrwydd/rowndiau/<slug:name>/<gss:gss>",
    en="/maturity/rounds/<slug:name>/<gss:gss>",
)
def council_page(name: str, gss: str) -> str:
    """Show the report of one council in a round."""
    results = finding.published_round(name, store())
    council = finding.council_of(results, gss)
    helped = published_help(store(), results.framework)
    report = written(results, council, helped, g.locale)
    return render_template(
        "maturity/council.html", results=results, council=council, report=report, show=presenting
    )


@page(
    bp,
    cy="/aeddfedrwydd/rowndiau/<slug:name>/cymharu",
    en="/maturity/rounds/<slug:name>/compare",
)
def compare_page(name: str) -> str:
    """Show two councils of a round side by side."""
    results = finding.published_round(name, store())
    councils = finding.in_order(results, g.locale)
    codes = [request.args.get(field, "") for field in ("first", "second")]
    chosen = [results.councils[code] for code in codes if code in results.councils]
    both = chosen if len(set(codes)) == len(chosen) == 2 else []
    return render_template(
        "maturity/compare.html",
        results=results,
        councils=councils,
        codes=codes,
        both=both,
        found=pairs(results, *both) if both else [],
        show=presenting,
    )


@bp.get("/maturity/<slug:name>/<number:number>/<gss:gss>.<any(cy,en):language>.pdf")
def report_file(name: str, number: int, gss: str, language: Locale) -> Response:
    """Send the report of a council as one version of a round told it, as a tagged PDF."""
    return sending.report(name, number, gss, language)


@bp.get("/maturity/rule/<slug:name>.<any(json,py):kind>")
def rule_file(name: str, kind: str) -> Response:
    """Send what anybody needs to check the rule: the golden vectors, the stranger's script."""
    return sending.of_rule(f"{name}.{kind}")

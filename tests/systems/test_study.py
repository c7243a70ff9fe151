"""The study itself: questionnaires, aggregates, the framework, the comparator, the survey."""

import csv
import io
from datetime import timedelta

import pytest

from portal.interop import vocabularies
from portal.maturity import commands
from portal.maturity.aggregating import commands as aggregating
from portal.maturity.framework.reading import shipped
from portal.maturity.scoring.comparing import compare
from portal.maturity.scoring.shares import Stratum
from tests.maturity.conftest import NAME, groups_file, wanted
from tests.maturity.test_rounds import answers_file

GROUPS = [("X99000001", "members")] * 20 + [("X99000001", "staff")] * 40
COUNCIL = "X99000007"


@pytest.fixture
def opened_round(config, tmp_path):
    """The settings of a portal with one open round."""
    commands.create(config, NAME, groups_file(tmp_path), wanted())
    commands.open_(config, NAME)
    return config


def test_a_round_runs_end_to_end_and_every_question_is_in_both_languages(opened_round, tmp_path):
    """Six data tools: every question in both languages; a round run end to end."""
    framework = shipped("7x3-1")
    assert len(framework.tools) == 6
    assert all(q.text.complete for q in framework.questions)
    assert all(answer.title.complete for q in framework.questions for answer in q.answers)
    for tool in framework.tools:
        assert commands.issue(opened_round, NAME, "X99000001", tool.code, 1)
    commands.take_in(opened_round, NAME, answers_file(tmp_path, GROUPS))
    commands.close(opened_round, NAME)
    folder = tmp_path / "out"
    aggregating.recompute(opened_round, NAME, folder)
    assert list(folder.rglob("datapackage.json"))


def test_the_same_answers_are_summarised_twice_with_the_same_sha256(opened_round, tmp_path):
    """Amalgamated summary: recomputed twice: identical sha256."""
    commands.take_in(opened_round, NAME, answers_file(tmp_path, GROUPS))
    commands.close(opened_round, NAME)
    first = aggregating.recompute(opened_round, NAME, tmp_path / "first")
    again = aggregating.recompute(opened_round, NAME, tmp_path / "again")
    assert first == again
    assert len(first) == 64


def test_the_matrix_has_21_rows_in_both_languages_and_a_page_for_each_component(client, page):
    """Maturity matrix: 21 rows, both languages."""
    text = client.get("/dataset/framework-7x3/data/framework.csv").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len({(row["component"], row["level"]) for row in rows}) == len(rows) == 21
    assert all(row["descriptor_cy"] and row["descriptor_en"] for row in rows)
    paths = {"cy": "/cy/aeddfedrwydd/cydrannau", "en": "/en/maturity/components"}
    for code in {row["component"] for row in rows}:
        for locale, path in paths.items():
            seen = page(f"{path}/{code}").main.text
            told = [row[f"descriptor_{locale}"] for row in rows if row["component"] == code]
            assert not [words for words in told if words not in seen]


def test_deleting_a_council_leaves_its_own_comparator_unchanged():
    """National study: deleting a council leaves its own comparator unchanged."""
    usual = Stratum(80, (25, 20, 5))
    strata = {(f"X99{n:06d}", "data"): [usual] for n in range(1, 23)}
    other = strata | {(COUNCIL, "data"): [Stratum(90, (0, 5, 45))]}

    def mean(of, council):
        return {c.level: c.mean for c in compare(of) if c.council == council}

    assert mean(strata, COUNCIL) == mean(other, COUNCIL) != {}
    assert mean(strata, "X99000001") != mean(other, "X99000001")


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_every_council_s_page_says_what_it_does_with_your_data_beside_the_survey(page, locale):
    """750-citizen survey: what we do with your data, and the public survey, in both languages."""
    path = {"cy": "/cy/lleoedd", "en": "/en/places"}[locale]
    title = {
        "cy": "Beth mae'r cyngor yn ei wneud â'ch data",
        "en": "What the council does with your data",
    }[locale]
    survey = {"cy": "/cy/setiau-data", "en": "/en/datasets"}[locale] + "/survey-findings-2018"
    councils = vocabularies.councils()
    assert len(councils) == 22
    for council in councils:
        heading = page(f"{path}/{council.gss}").select_one("#your-data")
        assert heading.text.replace("’", "'") == title
        assert heading.find_parent("section").select(f"a[href='{survey}']")
    text = page(survey).main.text
    assert "750" in text
    assert "36" in text
    assert "12" in text


def test_a_round_ends_and_its_links_with_it(opened_round, time_machine_at, own_app):
    """Six data tools: a one-time link works while its round is open, and not after."""
    ((_, welsh, _),) = commands.issue(opened_round, NAME, "X99000001", "leaders", 1)
    link = welsh.removeprefix(opened_round.base_url)
    assert own_app.test_client().get(link).status_code == 200
    time_machine_at(timedelta(days=21))
    assert own_app.test_client().get(link).status_code != 200

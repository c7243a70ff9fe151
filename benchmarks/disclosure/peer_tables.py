"""Runs the peers: respondents as JSON on standard input, what each peer publishes on output.

It runs in an environment of its own, which holds the peers (benchmarks/README.md), and knows
nothing of the portal. Each peer answers {"tables": [[where, count or null], …]} for council by
answer with all totals, null where the count is hidden.
"""

import json
import logging
import sys

import acro
import pandas
from cell_key_perturbation.create_perturbed_table import create_perturbed_table
from cell_key_perturbation.utils.generate_record_key import generate_random_rkey
from cell_key_perturbation.utils.generate_test_ptable import generate_ptable_10_5_rule

TOTAL = "All"


def _number(value):
    return None if pandas.isna(value) else int(value)


def acro_tables(people, **how):
    """Return what ACRO shows of a cross-tabulation with its totals."""
    table = acro.ACRO(**how).crosstab(people["council"], people["answer"], margins=True)
    found = []
    for council in table.index:
        for answer in table.columns:
            where = {"council": council, "answer": answer}
            shown = {name: label for name, label in where.items() if label != TOTAL}
            found.append([shown, _number(table.loc[council, answer])])
    return found


def cell_key_tables(people):
    """Return what cell-key perturbation shows of the same table and its totals."""
    people = generate_random_rkey(people)
    key = next(name for name in people.columns if name not in {"council", "answer", "everybody"})
    found = []
    for names in (["council", "answer"], ["council"], ["answer"]):
        table = create_perturbed_table(
            people,
            generate_ptable_10_5_rule(max_pcv=5000),
            [],
            names,
            key,
            use_existing_ons_id=False,
        )
        shown = next(name for name in table.columns if name in {"count", "perturbed_count"})
        found += [
            [{name: row[name] for name in names}, _number(row[shown])]
            for row in table.to_dict("records")
        ]
    return found


def main():
    """Answer one question after another."""
    logging.disable(logging.CRITICAL)
    answers = []
    for rows in json.load(sys.stdin):
        people = pandas.DataFrame(rows, columns=["council", "answer"])
        answers.append(
            {
                "acro, suppression": acro_tables(people, suppress=True),
                "acro, rounding": acro_tables(people, mitigation="round", round_base=5),
                "cell key": cell_key_tables(people),
            }
        )
    json.dump(answers, sys.__stdout__)


if __name__ == "__main__":
    main()

"""What the pages of a questionnaire show, ready for their templates."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from portal.bilingual import Locale
from portal.i18n.formatting import day
from portal.maturity.framework.model import DONT_KNOW, Question
from portal.web.forms import Form

Plain = dict[str, Any]

__all__ = ["answer_words", "asked", "day", "options"]


def options(question: Question, chosen: str, locale: Locale) -> list[Plain]:
    """Return the answers of a question for radio buttons, "don't know" last."""
    told = [(answer.code, answer.title[locale]) for answer in question.answers]
    return [
        {"value": code, "label": label, "chosen": code == chosen}
        for code, label in [*told, (DONT_KNOW, _("Don't know"))]
    ]


def asked(questions: tuple[Question, ...], form: Form, locale: Locale) -> list[Plain]:
    """Return a page's questions with their options and what was wrong with each."""
    return [
        {
            "name": question.code,
            "legend": question.text[locale],
            "options": options(question, form[question.code].data or "", locale),
            "error": next(iter(form[question.code].errors), ""),
        }
        for question in questions
    ]


def answer_words(question: Question, answers: Mapping[str, str], locale: Locale) -> str:
    """Return the words of what was answered; "" where nothing was."""
    chosen = answers.get(question.code, "")
    titles = {answer.code: answer.title[locale] for answer in question.answers}
    return titles.get(chosen, _("Don't know") if chosen == DONT_KNOW else "")

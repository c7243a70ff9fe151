"""The forms of a questionnaire: one group of radio buttons for each question of a page."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import AnyOf, Optional

from portal.maturity.framework.model import Question
from portal.web.forms import Form


class SendForm(Form):
    """The button that sends everything; the answers are in the draft."""


def questions_form(questions: Sequence[Question], given: Mapping[str, str]) -> Form:
    """Return the form of one page, with what has been answered before.

    A question may be left for later; what is sent must be one of its answers.
    """
    wrong = lazy_gettext("Choose one of the answers.")
    fields = {
        question.code: StringField(
            validators=[Optional(), AnyOf(question.codes, message=wrong)],
            default=given.get(question.code, ""),
        )
        for question in questions
    }
    form: Form = type("QuestionsForm", (Form,), fields)()
    return form


def answers_in(form: Form, questions: Sequence[Question]) -> dict[str, str]:
    """Return what a form holds, without the questions left for later."""
    found = {question.code: form[question.code].data for question in questions}
    return {code: answer for code, answer in found.items() if answer}

"""A questionnaire as those will see it who answer, for those who send the links."""

from flask import Response

from portal.accounts import guard
from portal.accounts.forms import EmptyForm
from portal.errors import NotFoundError
from portal.maturity import queries
from portal.maturity.officer.views.blueprint import OF, bp, form_page, own_round
from portal.web.routing import page


@page(
    bp,
    cy=OF["cy"] + "/rhagolwg/<slug:tool>",
    en=OF["en"] + "/preview/<slug:tool>",
)
@guard.members
def preview_page(name: str, tool: str) -> Response:
    """Show every question of a questionnaire; nothing that is chosen goes anywhere."""
    own = own_round(name)
    framework = queries.framework_of(own)
    if tool not in framework.tool:
        raise NotFoundError(tool=tool)
    facts = {"framework": framework, "tool": framework.tool[tool]}
    return form_page("preview.html", EmptyForm(), own=own, **facts)

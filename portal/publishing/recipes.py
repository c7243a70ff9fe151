"""What a version leaves for the next one: its recipe, and the code lists that its columns name."""

from portal import db
from portal.catalogue.queries import published_dataset
from portal.clock import now
from portal.errors import NotFoundError, WithdrawnError
from portal.publishing.deciding import for_next_version
from portal.publishing.models import Recipe, Submission


def write_recipe(submission: Submission) -> None:
    """Keep what was decided for the next file of the dataset; nothing here commits.

    A data package needs no recipe and leaves the one there is alone.
    """
    tables = [table for table in (submission.found or {}).get("tables", ()) if "resource" in table]
    if not tables:
        return
    columns = [
        {
            "resource": table["resource"],
            **{key: column[key] for key in ("name", "field", "type", "called")},
        }
        for table in tables
        for column in table["columns"]
    ]
    recipe = db.session.get(Recipe, submission.dataset) or Recipe(dataset=submission.dataset)
    recipe.decisions = for_next_version(submission.decisions)
    recipe.columns = columns
    recipe.rows = sum(table["rows"] for table in tables)
    recipe.submission_id, recipe.at = submission.id, now()
    db.session.add(recipe)


def published_code_lists(dataset: str) -> dict[str, str]:
    """Return the hash of each code list of a published version, by name; {} where none stands."""
    try:
        description = published_dataset(dataset).description
    except (NotFoundError, WithdrawnError):
        return {}
    return {
        each.name: each.files[0].sha256
        for each in description.resources
        if each.is_code_list and each.files
    }

"""What pages of publishing show, in the words of the page's language and the form of components."""

from portal.publishing.presenting.about import about_options
from portal.publishing.presenting.deciding import (
    cell_rows,
    change_groups,
    column_entries,
    emptied_cells,
    found_columns,
    heading_of,
    heading_options,
    is_searchable,
    question_entries,
    row_entries,
    undone_groups,
)
from portal.publishing.presenting.differences import (
    difference_parts,
    document_changes,
    line_count,
)
from portal.publishing.presenting.fitting import (
    field_options,
    schema_chosen,
    schema_offer,
    schema_options,
)
from portal.publishing.presenting.found import issue_columns, issue_rows, issues_by_page
from portal.publishing.presenting.gating import gate_parts, is_rounded, wants_signature
from portal.publishing.presenting.history import history_entries
from portal.publishing.presenting.managing import (
    managed_versions,
    number_options,
    successor_options,
    version_lines,
    way_options,
)
from portal.publishing.presenting.places import debt_rows, place_words, text_entries
from portal.publishing.presenting.sentences import change_sentence, found_sentences
from portal.publishing.presenting.standing import (
    is_changing,
    mine_to_do,
    next_step,
    state_words,
    submission_entries,
    title_of,
    track,
)
from portal.publishing.presenting.starting import dataset_options, kept_words, publisher_options
from portal.publishing.rights import may

__all__ = [
    "about_options",
    "cell_rows",
    "change_groups",
    "change_sentence",
    "column_entries",
    "dataset_options",
    "debt_rows",
    "difference_parts",
    "document_changes",
    "emptied_cells",
    "field_options",
    "found_columns",
    "found_sentences",
    "gate_parts",
    "heading_of",
    "heading_options",
    "history_entries",
    "is_changing",
    "is_rounded",
    "is_searchable",
    "issue_columns",
    "issue_rows",
    "issues_by_page",
    "kept_words",
    "line_count",
    "managed_versions",
    "may",
    "mine_to_do",
    "next_step",
    "number_options",
    "place_words",
    "publisher_options",
    "question_entries",
    "row_entries",
    "schema_chosen",
    "schema_offer",
    "schema_options",
    "state_words",
    "submission_entries",
    "successor_options",
    "text_entries",
    "title_of",
    "track",
    "undone_groups",
    "version_lines",
    "wants_signature",
    "way_options",
]

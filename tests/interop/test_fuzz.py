"""Whatever stands in a package, the reader takes it or refuses it in words."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.errors import PackageRefusedError
from portal.i18n.issue_words import ISSUE_WORDS
from portal.interop.reading import identify, read_package
from tests.interop.packages import Draft
from tests.interop.strategies import junk, names

calm = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def places_in(value, path=()):
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner if isinstance(value, dict | list) else ():
        if isinstance(one, dict | list):
            yield from places_in(one, (*path, key))
        else:
            yield (*path, key)


PLACES = sorted(set(places_in(Draft().descriptor)), key=str)[1:]


def issues_of(read, folder: Path):
    """Return the issues of a refusal, None where there is none."""
    try:
        read(folder)
    except PackageRefusedError as error:
        return error.issues
    return None


def judge(folder: Path) -> None:
    for read in (read_package, identify):
        issues = issues_of(read, folder)
        assert issues != ()
        for issue in issues or ():
            facts = {**issue.facts, "row": issue.row}
            assert (ISSUE_WORDS[issue.code].mend % facts).strip()


@calm
@given(st.lists(st.tuples(st.sampled_from(PLACES), junk), min_size=1, max_size=3))
def test_no_value_in_a_descriptor_breaks_the_reader(changes):
    draft = Draft()
    for path, value in changes:
        inner = draft.descriptor
        try:
            for step in path[:-1]:
                inner = inner[step]
            inner[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue
    with tempfile.TemporaryDirectory() as place:
        judge(draft.write(Path(place)))


@calm
@given(st.binary(max_size=200) | junk.map(lambda value: repr(value).encode("utf-8", "replace")))
def test_no_bytes_of_a_descriptor_break_the_reader(content):
    draft = Draft()
    draft.raw = content
    with tempfile.TemporaryDirectory() as place:
        judge(draft.write(Path(place)))


@calm
@given(
    st.binary(max_size=200)
    | st.lists(st.lists(st.text(max_size=5) | names, max_size=10).map(",".join), max_size=5)
    .map("\n".join)
    .map(lambda text: text.encode("utf-8", "replace"))
)
def test_no_bytes_of_a_data_file_break_the_reader(content):
    draft = Draft()
    head = str(draft.data["wards"]).splitlines()[0].encode()
    with tempfile.TemporaryDirectory() as place:
        draft.data["wards"] = content
        judge(draft.write(Path(place) / "a"))
        draft.data["wards"] = head + b"\n" + content
        judge(draft.write(Path(place) / "b"))

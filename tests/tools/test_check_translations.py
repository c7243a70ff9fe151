"""What the check of the Welsh catalogue refuses."""

import re

import pytest
from babel.messages.catalog import Message

from tools import check_translations
from tools.check_translations import CATALOGUE, ROOT, check, faults, update

SIX = ("%(num)d set", "%(num)d set", "%(num)d set", "%(num)d set", "%(num)d set", "%(num)d set")
PLURAL = ("%(num)d dataset", "%(num)d datasets")

PYTHON = """
ERRORS = {"gone": N_("Gone")}
def view(n):
    return ngettext("%(num)d dataset", "%(num)d datasets", n)
"""
TEMPLATE = """<h1>{{ _("Datasets") }}</h1><p>{{ _("Publisher: %(name)s", name=name) }}</p>"""


@pytest.fixture
def project(tmp_path):
    """A small portal with every kind of marked word, its catalogue up to date and translated."""
    templates = tmp_path / "portal" / "web" / "templates"
    templates.mkdir(parents=True)
    (tmp_path / "babel.cfg").write_bytes((ROOT / "babel.cfg").read_bytes())
    (tmp_path / "portal" / "views.py").write_text(PYTHON, encoding="utf-8")
    (templates / "page.html").write_text(TEMPLATE, encoding="utf-8")
    for elsewhere in ("tests", "node_modules"):
        (tmp_path / elsewhere).mkdir()
        (tmp_path / elsewhere / "other.py").write_text('_("Elsewhere")', encoding="utf-8")
    update(tmp_path)
    translate(tmp_path, "Gone", "Wedi mynd")
    translate(tmp_path, "Datasets", "Setiau data")
    translate(tmp_path, "Publisher: %(name)s", "Cyhoeddwr: %(name)s")
    path = tmp_path / CATALOGUE
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'(msgstr\[\d\]) ""', r'\1 "%(num)d set ddata"', text)
    path.write_text(text, encoding="utf-8")
    return tmp_path


def translate(project, english, welsh):
    path = project / CATALOGUE
    before = path.read_text(encoding="utf-8")
    after = before.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{welsh}"')
    assert after != before
    path.write_text(after, encoding="utf-8")


def write(project, name, text):
    (project / "portal" / name).write_text(text, encoding="utf-8")


def text(project):
    return (project / CATALOGUE).read_text(encoding="utf-8")


def test_a_whole_catalogue_passes(project):
    assert check(project) == []


def test_only_the_portal_itself_is_read(project):
    assert "Elsewhere" not in text(project)


def test_words_the_catalogue_lacks_are_named_with_their_file_and_the_cure(project):
    write(project, "new.py", '_("Brand new")')
    found = check(project)
    assert any("“Brand new” (portal/new.py)" in line for line in found)
    assert any("--update" in line for line in found)


def test_words_the_portal_no_longer_says_are_named(project):
    write(project, "views.py", PYTHON.replace("Gone", "Left"))
    found = "\n".join(check(project))
    assert "no longer in the portal: “Gone”" in found
    assert "not in the catalogue: “Left”" in found


def test_a_changed_plural_is_a_new_text(project):
    write(project, "views.py", PYTHON.replace("%(num)d datasets", "%(num)d sets of data"))
    assert any("not in the catalogue: “%(num)d dataset”" in line for line in check(project))
    update(project)
    assert "“%(num)d dataset” lacks a plural form" in check(project)


def test_entries_kept_as_obsolete_are_refused(project):
    path = project / CATALOGUE
    path.write_text(text(project) + '\n#~ msgid "Old"\n#~ msgstr "Hen"\n', encoding="utf-8")
    assert any("no longer in the portal: “Old”" in line for line in check(project))


def test_update_keeps_translations_drops_what_is_gone_and_guesses_nothing(project):
    write(project, "views.py", PYTHON.replace("Gone", "Gone away"))
    update(project)
    after = text(project)
    assert 'msgstr "Setiau data"' in after
    assert "Wedi mynd" not in after
    assert "fuzzy" not in after
    assert check(project) == ["“Gone away” is not translated"]


def test_update_changes_nothing_when_there_is_nothing_new(project):
    before = text(project)
    update(project)
    assert text(project) == before


def test_the_file_names_no_date_no_line_and_no_machine_path(project):
    assert str(project) not in text(project)
    assert not re.search(r"\d{4}-\d\d|\.py:\d|Generated-By|Creation-Date", text(project))


def test_moving_a_line_changes_nothing(project):
    write(project, "views.py", "\n\n\n" + PYTHON)
    assert check(project) == []


def test_the_catalogue_knows_six_plural_forms(project):
    plurals = check_translations.committed(project).plural_forms
    assert plurals == "nplurals=6; plural=(n==0?0:n==1?1:n==2?2:n==3?3:n==6?4:5);"


def test_another_layout_is_refused(project):
    path = project / CATALOGUE
    path.write_text(text(project).replace("\n\n", "\n\n\n"), encoding="utf-8")
    assert any("not laid out" in line for line in check(project))


def test_a_missing_catalogue_is_refused(project):
    (project / CATALOGUE).unlink()
    assert any("not in the catalogue: “Gone”" in line for line in check(project))


def test_an_unreadable_catalogue_is_refused(project):
    (project / CATALOGUE).write_text('msgid "a\n', encoding="utf-8")
    assert "cannot be read" in check(project)[0]


def test_a_broken_template_is_never_passed_over(project):
    (project / "portal" / "web" / "templates" / "page.html").write_text("{% if %}")
    with pytest.raises(Exception, match="Expected an expression"):
        check(project)


@pytest.mark.parametrize(
    ("english", "welsh", "fault"),
    [
        ("Save", "", "is not translated"),
        ("Save", "  ", "is not translated"),
        ("By %(name)s", "Cyhoeddwr", "has the placeholders"),
        ("By %(name)s", "Cyhoeddwr: %(enw)s", "has the placeholders"),
        ("By %(name)s", "Cyhoeddwr: %(name)d", "has the placeholders"),
        ("100%% of rows", "100% o'r rhesi", "has the placeholders"),
        ("Save ", "Cadw", "begins or ends with other spaces"),
        ("Save", "\nCadw", "begins or ends with other spaces"),
        ("<b>Save</b>", "<b>Cadw", "has other HTML tags"),
        ('<a href="/en">Home</a>', '<a href="/cy">Hafan</a>', "has other HTML tags"),
        ("Data of %(name)s", "Data o %(name)s", "after a preposition"),
        ("In %(place)s", "Yn %(place)s", "after a preposition"),
        (PLURAL, SIX[:5], "has 5 plural forms, not 6"),
        (PLURAL, (*SIX[:5], ""), "lacks a plural form"),
        (PLURAL, (*SIX[:5], "setiau"), "[5] has the placeholders"),
        (PLURAL, ("%(n)d set", *SIX[1:]), "[0] has the placeholders"),
    ],
)
def test_a_translation_is_refused_where(english, welsh, fault):
    assert any(fault in found for found in faults(Message(english, welsh)))


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("Save", "Cadw"),
        ("By %(name)s", "Cyhoeddwr: %(name)s"),
        ("%(a)s and %(b)s", "%(b)s, %(a)s"),
        ("%(first)s of %(total)s", "%(first)s o %(total)s"),
        ("100%% of rows", "100%% o'r rhesi"),
        (" and ", " ac "),
        ("<b>Save</b> it", "Ei <b>gadw</b>"),
        (PLURAL, SIX),
        (PLURAL, ("Dim setiau data", "Un set", *SIX[2:])),
        (("One dataset", "%(num)d datasets"), SIX),
    ],
)
def test_a_translation_passes_where(english, welsh):
    assert list(faults(Message(english, welsh))) == []


def test_a_fuzzy_translation_is_refused():
    assert any("fuzzy" in found for found in faults(Message("Save", "Cadw", flags=["fuzzy"])))

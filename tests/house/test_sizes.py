"""The budgets of the house: small files, short functions, short templates."""

import ast
from pathlib import Path

from portal.config import ROOT

PYTHON = [
    path
    for folder in ("portal", "tests", "tools", "migrations", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
]
TEMPLATES = ROOT / "portal" / "web" / "templates"
VIEWS = [
    path
    for pattern in ("views.py", "views/*.py", "api.py", "api/*.py")
    for path in ROOT.glob(f"portal/*/{pattern}")
]


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - first + 1


def test_no_file_is_longer_than_400_lines():
    assert not {str(path): n for path in PYTHON if (n := lines_of(path)) > 400}


def test_no_function_is_longer_than_40_lines():
    assert not {name: n for path in PYTHON for name, n in functions_of(path) if n > 40}


def test_no_view_is_longer_than_25_lines():
    assert VIEWS
    assert not {name: n for path in VIEWS for name, n in functions_of(path) if n > 25}


def test_no_template_is_longer_than_150_lines_and_no_macro_file_than_60():
    too_long = {}
    for path in TEMPLATES.rglob("*.html"):
        limit = 60 if path.parent.name == "components" else 150
        if lines_of(path) > limit:
            too_long[path.name] = lines_of(path)
    assert not too_long


def test_nothing_is_called_utils():
    assert not [path for path in PYTHON if "util" in path.stem or path.stem == "helpers"]


def test_every_module_and_public_function_says_in_a_docstring_what_it_is_for():
    silent = []
    for path in (ROOT / "portal").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(str(path))
    assert not silent

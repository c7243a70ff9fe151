"""A PNG has twice the size of its drawing, the letters of its own font, the same bytes always."""

import hashlib
import os
import struct
import subprocess
import sys

import pytest

from portal.bilingual import LOCALES
from portal.charts.drawing import standalone
from portal.charts.rasters import font_files, png
from portal.charts.samples import samples
from portal.config import ROOT
from tests.charts.reading import parse

SAMPLES = samples()
ELSEWHERE = """
import hashlib
from portal.charts.rasters import png
from portal.charts.samples import samples
print(hashlib.sha256(png(samples()["likert"], "cy")).hexdigest())
"""


@pytest.mark.parametrize("name", SAMPLES)
def test_a_png_is_twice_as_large_as_its_drawing(name):
    for form in ("wide", "narrow"):
        svg = parse(standalone(SAMPLES[name], "cy", form))
        wide, high = struct.unpack(">II", png(SAMPLES[name], "cy", form)[16:24])
        assert wide == pytest.approx(2 * float(svg.get("width")), abs=2)
        assert high == pytest.approx(2 * float(svg.get("height")), abs=2)


def test_another_process_without_fonts_and_with_another_home_makes_the_same_bytes(tmp_path):
    surroundings = {
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "FONTCONFIG_FILE": "/dev/null",
    }
    there = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        env=surroundings,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    here = hashlib.sha256(png(SAMPLES["likert"], "cy")).hexdigest()
    assert there.stdout.strip() == here


def test_the_two_languages_give_two_pictures_with_letters_in_them():
    cy, en = (png(SAMPLES["bars"], locale) for locale in LOCALES)
    assert cy != en
    assert len(font_files()) == 2
    assert min(len(cy), len(en)) > 20_000

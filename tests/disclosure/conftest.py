"""Plants a weakness where `GATE_PLANT` names one; see `plants`."""

import os

from tests.disclosure.plants import PLANTS

if plant := os.environ.get("GATE_PLANT"):
    PLANTS[plant]()

"""Pages of publishing; each module registers its own on the one blueprint."""

from portal.publishing.views import (
    comparing,
    deciding,
    gating,
    managing,
    previewing,
    reviewing,
    starting,
    translating,
    writing,
)
from portal.publishing.views.blueprint import bp

__all__ = [
    "bp",
    "comparing",
    "deciding",
    "gating",
    "managing",
    "previewing",
    "reviewing",
    "starting",
    "translating",
    "writing",
]

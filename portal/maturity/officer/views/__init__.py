"""Pages of rounds; each module registers its own on the one blueprint."""

from portal.maturity.officer.views import (
    importing,
    linking,
    previewing,
    publishing,
    running,
    starting,
)
from portal.maturity.officer.views.blueprint import bp

__all__ = ["bp", "importing", "linking", "previewing", "publishing", "running", "starting"]

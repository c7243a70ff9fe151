"""The one clock of the portal: everything that asks for the time asks here."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day, in UTC."""
    return now().date()

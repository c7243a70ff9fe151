"""The controlled names that DCAT-AP asks for: the EU's authority tables, IANA and GSS."""

from collections.abc import Mapping

from portal.bilingual import Bilingual, Locale

EU = "http://publications.europa.eu/resource/authority/"
THEMES = f"{EU}data-theme"
PUBLIC = f"{EU}access-right/PUBLIC"
COMPLETED = f"{EU}distribution-status/COMPLETED"
STABLE = f"{EU}planned-availability/STABLE"

LANGUAGES: Mapping[Locale, str] = {
    "cy": f"{EU}language/CYM",
    "en": f"{EU}language/ENG",
}
TABLES: Mapping[str, Bilingual] = {
    THEMES: Bilingual("Thema data", "Data theme"),
    COMPLETED: Bilingual("Wedi’i gwblhau", "Completed"),
    STABLE: Bilingual("Ar gael am yr hirdymor", "Available for the long term"),
}
"""What the names are called that have no words of their own elsewhere."""

_MEDIA = "https://www.iana.org/assignments/media-types/"
_PLACES = "http://statistics.data.gov.uk/id/statistical-geography/"
_FILE_TYPES = {
    "csv": "CSV",
    "geojson": "GEOJSON",
    "json": "JSON",
    "jsonl": "JSON",
    "ods": "ODS",
    "parquet": "PARQUET",
    "pdf": "PDF",
    "txt": "TXT",
    "xlsx": "XLSX",
    "zip": "ZIP",
}


def file_type(path: str) -> str | None:
    """Return the EU's name for the kind of a file, by the ending of its path."""
    code = _FILE_TYPES.get(path.rsplit(".", 1)[-1])
    return f"{EU}file-type/{code}" if code else None


def media_type(name: str) -> str:
    """Return IANA's address of a media type such as text/csv."""
    return f"{_MEDIA}{name}"


def theme(code: str) -> str:
    """Return the EU's name of a data theme such as GOVE."""
    return f"{THEMES}/{code}"


def frequency(code: str) -> str:
    """Return the EU's name of a frequency such as ANNUAL."""
    return f"{EU}frequency/{code}"


def place(gss: str) -> str:
    """Return the address of a place that has a GSS code."""
    return f"{_PLACES}{gss}"

"""What a catalogue or a feed lists: a version as it is described, with its pages."""

from dataclasses import dataclass
from datetime import datetime

from portal.bilingual import Bilingual
from portal.interop.description import Description, File, VersionFacts


@dataclass(frozen=True, slots=True)
class Listed:
    """One published version: its description, and when the dataset's first was published.

    `page` and `publisher_page` are full addresses, in each language.
    """

    description: Description
    issued: datetime
    page: Bilingual
    publisher_page: Bilingual

    @property
    def facts(self) -> VersionFacts:
        """Return what the catalogue knows of the version."""
        assert self.description.version is not None, "only published versions are listed"
        return self.description.version

    @property
    def path(self) -> str:
        """Return the version's permanent address on this portal, without a slash at its end."""
        return f"/dataset/{self.description.slug}/{self.facts.number}"

    @property
    def publisher(self) -> Bilingual:
        """Return what the publisher is called."""
        publisher = self.description.publisher
        return publisher.title or Bilingual(publisher.slug, publisher.slug)

    @property
    def archive(self) -> File | None:
        """Return the file that holds the whole version."""
        return next((each for each in self.description.files if each.path.endswith(".zip")), None)

"""The tables of those who publish."""

from datetime import datetime

from sqlalchemy.orm import Mapped, composite, mapped_column

from portal.bilingual import Bilingual
from portal.db import Base, SortKey


class Publisher(Base):
    """A council or other body that publishes here."""

    __tablename__ = "publisher"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[Bilingual] = composite(mapped_column("title_cy"), mapped_column("title_en"))
    sort_cy: Mapped[str] = mapped_column(SortKey)
    sort_en: Mapped[str] = mapped_column(SortKey)
    created_at: Mapped[datetime]

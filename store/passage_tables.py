"""The text of each document, kept so that passages can be compared between documents and years."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base


class PassagesRow(Base):
    """One document's sentences and table rows, packed: a comparison of all documents reads one row for each."""

    __tablename__ = "document_passages"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    format: Mapped[int]
    """Of ``store.overlap.sketches``; others are made anew when the document is read again."""
    pieces: Mapped[int]
    sketch: Mapped[bytes] = mapped_column(LargeBinary)
    """Digests and MinHash signatures, one record a piece."""
    texts: Mapped[bytes] = mapped_column(LargeBinary)
    """The pieces as printed with page and locator, compressed."""

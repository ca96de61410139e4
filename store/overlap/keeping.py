"""Keeps the text of documents when they are read, and gives it back for comparing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from store.overlap.pieces import Piece, pieces_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy.orm import Session

    from extractor.facts import PageContent
    from store.connection import Store


Printed = tuple[str, int | None, str]
"""One piece as it stands in the document: text, page, locator. Bare, because hundreds of thousands are unpacked."""


def keep_passages(store: Store, document_id: int, pages: Iterable[PageContent]) -> None:
    """Keeps the text of the pages read; doing it twice changes nothing, a newer reading takes its place."""
    pieces = list(pieces_of(pages))
    with store.session() as session:
        keep_pieces(session, document_id, pieces)


def keep_pieces(session: Session, document_id: int, pieces: Sequence[Piece]) -> None:
    from sqlalchemy import delete

    from store.overlap.sketches import FORMAT, sketch
    from store.tables import PassagesRow

    session.execute(delete(PassagesRow).where(PassagesRow.document_id == document_id))
    session.add(
        PassagesRow(
            document_id=document_id,
            format=FORMAT,
            pieces=len(pieces),
            sketch=zlib.compress(sketch(pieces).tobytes(), 1),
            texts=packed_texts(pieces),
        )
    )


def packed_texts(pieces: Iterable[Piece]) -> bytes:
    told = [(piece.text, piece.page, piece.locator) for piece in pieces]
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 3)


def unpacked_texts(packed: bytes) -> Sequence[Printed]:
    pieces: Sequence[Printed] = json.loads(zlib.decompress(packed))
    return pieces


def unpacked_sketch(packed: bytes) -> NDArray[Any]:
    import numpy as np

    from store.overlap.sketches import RECORD

    return np.frombuffer(zlib.decompress(packed), dtype=RECORD)

"""Pages read, kept beside the documents until the whole file is read: who takes the work up goes on from there.

One compressed file for each range of pages, by document and extractor; all go once the readings are recorded.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from extractor.facts import PageContent

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from store.connection import Store
    from store.facts import Document

FOLDER = "pages"


def keep_pages(
    store: Store, document: Document, version: str, pages: range | None, contents: Iterable[PageContent]
) -> list[PageContent]:
    """Keeps what was read of these pages, whole or not at all. Gives it back."""
    kept = list(contents)
    packed = gzip.compress(_as_json().dump_json(kept, exclude_defaults=True), compresslevel=5)
    store.files.write_bytes(_name(document, version, pages), packed)
    return kept


def kept_pages(store: Store, document: Document, version: str, pages: range | None) -> list[PageContent] | None:
    """What an extractor of this version read of these pages; ``None`` where they are to be read (again)."""
    packed = store.files.read_bytes(_name(document, version, pages))
    if packed is None:
        return None
    try:
        return _as_json().validate_json(gzip.decompress(packed))
    except (OSError, EOFError, ValueError, zlib.error):
        return None  # a damaged copy of what the original still holds


def drop_pages(store: Store, document_id: int) -> None:
    store.files.remove_folder(f"{FOLDER}/{document_id}")


def _name(document: Document, version: str, pages: range | None) -> str:
    part = "all" if pages is None else f"{pages.start}-{pages.stop - 1}"
    # The digest: a database set up anew beside old files counts its documents from 1 again.
    return f"{FOLDER}/{document.id}/{version}-{document.sha256[:12]}-{part}.json.gz"


@cache
def _as_json() -> TypeAdapter[list[PageContent]]:
    from pydantic import TypeAdapter

    return TypeAdapter(list[PageContent])

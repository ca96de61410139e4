"""The canonical store: catalogue, documents, proposals, confirmed values and their history.

What stands here is the door; it opens lazily, as the database libraries take their time to load.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.catalogue_files import load_catalogue
    from store.catalogue_tables import region_catalogue
    from store.chain import list_events
    from store.connection import Store, open_store
    from store.decisions import accept, edit, reject, undo
    from store.documents import add_document, document_file, get_document, list_documents
    from store.facts import (
        Alternative,
        Check,
        Decided,
        Decision,
        Document,
        Event,
        Proposal,
        Region,
        Value,
        ValueSource,
    )
    from store.proposals import ProposalFilter, count_proposals, get_proposal, list_proposals
    from store.recording import record_readings
    from store.regions import add_region, list_regions, resolve_region
    from store.values import ValueFilter, get_value, list_values, value_history, values_on

_HOMES = {
    "store.catalogue_files": ("load_catalogue",),
    "store.catalogue_tables": ("region_catalogue",),
    "store.chain": ("list_events",),
    "store.connection": ("Store", "open_store"),
    "store.decisions": ("accept", "edit", "reject", "undo"),
    "store.documents": ("add_document", "document_file", "get_document", "list_documents"),
    "store.facts": (
        "Alternative",
        "Check",
        "Decided",
        "Decision",
        "Document",
        "Event",
        "Proposal",
        "Region",
        "Value",
        "ValueSource",
    ),
    "store.proposals": ("ProposalFilter", "count_proposals", "get_proposal", "list_proposals"),
    "store.recording": ("record_readings",),
    "store.regions": ("add_region", "list_regions", "resolve_region"),
    "store.values": ("ValueFilter", "get_value", "list_values", "value_history", "values_on"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Alternative",
    "Check",
    "Decided",
    "Decision",
    "Document",
    "Event",
    "Proposal",
    "ProposalFilter",
    "Region",
    "Store",
    "Value",
    "ValueFilter",
    "ValueSource",
    "accept",
    "add_document",
    "add_region",
    "count_proposals",
    "document_file",
    "edit",
    "get_document",
    "get_proposal",
    "get_value",
    "list_documents",
    "list_events",
    "list_proposals",
    "list_regions",
    "list_values",
    "load_catalogue",
    "open_store",
    "record_readings",
    "region_catalogue",
    "reject",
    "resolve_region",
    "undo",
    "value_history",
    "values_on",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module attribute may be anything)
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)

"""The canonical store: catalogue, documents, proposals, confirmed values and their history.

What stands here is the door; it opens lazily, as the database libraries take their time to load.
``store.ingest.ingest``, ``store.backup.backup`` and ``store.export.export`` are named as their modules, so they are
imported from there; ``store.prefill`` and ``store.overlap`` have doors of their own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.automation import (
        AutomationRule,
        Level,
        apply_automation,
        list_automation,
        set_automation,
        thresholds_to_choose,
    )
    from store.backup import restore
    from store.catalogue_files import load_catalogue
    from store.catalogue_tables import region_catalogue
    from store.chain import list_events
    from store.connection import Store, open_store
    from store.contradictions import Claim, Contradiction, list_contradictions
    from store.decisions import accept, edit, reject, undo
    from store.documents import add_document, document_file, get_document, list_documents
    from store.facts import Alternative, Check, Decided, Decision, Document, Event, Proposal, Region, Value, ValueSource
    from store.identity import identify, likely_older_edition, supersede, withdraw
    from store.indicators import (
        AliasEntry,
        IndicatorEntry,
        IndicatorFilter,
        count_indicators,
        list_indicators,
        revoke_alias,
    )
    from store.ingest import (
        Ingested,
        document_problems,
        progress,
        read_again,
        submit,
        summary,
        wait_until_read,
        working,
    )
    from store.jobs import Job, job_progress, lasting_executor, list_jobs, resume_jobs
    from store.learning import confirmed_labels, keep_labels, labels_of, train, trained_ranker
    from store.local_indicators import (
        LocalAccepted,
        LocalProposal,
        accept_local_indicator,
        list_local_indicators,
        reject_local_indicator,
    )
    from store.proposals import ProposalFilter, count_proposals, get_proposal, list_proposals
    from store.recording import extractor_version, match_readings, record_readings
    from store.regions import add_region, list_regions, resolve_region
    from store.values import ValueFilter, get_value, list_values, value_history, values_on
    from store.verification import Verification, verify

_HOMES = {
    "store.automation": (
        "AutomationRule",
        "Level",
        "apply_automation",
        "list_automation",
        "set_automation",
        "thresholds_to_choose",
    ),
    "store.backup": ("restore",),
    "store.catalogue_files": ("load_catalogue",),
    "store.catalogue_tables": ("region_catalogue",),
    "store.chain": ("list_events",),
    "store.connection": (
        "Store",
        "open_store",
    ),
    "store.contradictions": (
        "Claim",
        "Contradiction",
        "list_contradictions",
    ),
    "store.decisions": (
        "accept",
        "edit",
        "reject",
        "undo",
    ),
    "store.documents": (
        "add_document",
        "document_file",
        "get_document",
        "list_documents",
    ),
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
    "store.identity": (
        "identify",
        "likely_older_edition",
        "supersede",
        "withdraw",
    ),
    "store.indicators": (
        "AliasEntry",
        "IndicatorEntry",
        "IndicatorFilter",
        "count_indicators",
        "list_indicators",
        "revoke_alias",
    ),
    "store.ingest": (
        "Ingested",
        "document_problems",
        "progress",
        "read_again",
        "submit",
        "summary",
        "wait_until_read",
        "working",
    ),
    "store.jobs": (
        "Job",
        "job_progress",
        "lasting_executor",
        "list_jobs",
        "resume_jobs",
    ),
    "store.learning": (
        "confirmed_labels",
        "keep_labels",
        "labels_of",
        "train",
        "trained_ranker",
    ),
    "store.local_indicators": (
        "LocalAccepted",
        "LocalProposal",
        "accept_local_indicator",
        "list_local_indicators",
        "reject_local_indicator",
    ),
    "store.proposals": (
        "ProposalFilter",
        "count_proposals",
        "get_proposal",
        "list_proposals",
    ),
    "store.recording": (
        "extractor_version",
        "match_readings",
        "record_readings",
    ),
    "store.regions": (
        "add_region",
        "list_regions",
        "resolve_region",
    ),
    "store.values": (
        "ValueFilter",
        "get_value",
        "list_values",
        "value_history",
        "values_on",
    ),
    "store.verification": (
        "Verification",
        "verify",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "AliasEntry",
    "Alternative",
    "AutomationRule",
    "Check",
    "Claim",
    "Contradiction",
    "Decided",
    "Decision",
    "Document",
    "Event",
    "IndicatorEntry",
    "IndicatorFilter",
    "Ingested",
    "Job",
    "Level",
    "LocalAccepted",
    "LocalProposal",
    "Proposal",
    "ProposalFilter",
    "Region",
    "Store",
    "Value",
    "ValueFilter",
    "ValueSource",
    "Verification",
    "accept",
    "accept_local_indicator",
    "add_document",
    "add_region",
    "apply_automation",
    "confirmed_labels",
    "count_indicators",
    "count_proposals",
    "document_file",
    "document_problems",
    "edit",
    "extractor_version",
    "get_document",
    "get_proposal",
    "get_value",
    "identify",
    "job_progress",
    "keep_labels",
    "labels_of",
    "lasting_executor",
    "likely_older_edition",
    "list_automation",
    "list_contradictions",
    "list_documents",
    "list_events",
    "list_indicators",
    "list_jobs",
    "list_local_indicators",
    "list_proposals",
    "list_regions",
    "list_values",
    "load_catalogue",
    "match_readings",
    "open_store",
    "progress",
    "read_again",
    "record_readings",
    "region_catalogue",
    "reject",
    "reject_local_indicator",
    "resolve_region",
    "restore",
    "resume_jobs",
    "revoke_alias",
    "set_automation",
    "submit",
    "summary",
    "supersede",
    "thresholds_to_choose",
    "train",
    "trained_ranker",
    "undo",
    "value_history",
    "values_on",
    "verify",
    "wait_until_read",
    "withdraw",
    "working",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module attribute may be anything)
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)

"""Labelled names: gold, own counter-examples, and variants made by rule. Knows no model and no catalogue.

A line has ``mention`` and ``codes`` (empty: no indicator of the catalogue), and may have ``unit``, ``canonical``
(names with the same one are variants of each other and never stand on both sides of a test) and ``variant``.
"""

from __future__ import annotations

from annotations.mentions.agreement import Agreement, agreement
from annotations.mentions.exchange import (
    FaultyLabel,
    UnknownLabelFormat,
    check_codes,
    check_each,
    read_labels,
    read_lines,
    write_labels,
)
from annotations.mentions.files import (
    LabelledMention,
    MentionFault,
    counter_examples,
    gold_mentions,
    parse_mentions,
    write_mentions,
)
from annotations.mentions.variants import variants

__all__ = [
    "Agreement",
    "FaultyLabel",
    "LabelledMention",
    "MentionFault",
    "UnknownLabelFormat",
    "agreement",
    "check_codes",
    "check_each",
    "counter_examples",
    "gold_mentions",
    "parse_mentions",
    "read_labels",
    "read_lines",
    "variants",
    "write_labels",
    "write_mentions",
]

"""Labelled names: gold, own counter-examples, and variants made by rule. Knows no model and no catalogue.

A line has ``mention`` and ``codes`` (empty: no indicator of the catalogue), and may have ``unit``, ``canonical``
(names with the same one are variants of each other and never stand on both sides of a test) and ``variant``.
"""

from __future__ import annotations

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
    "LabelledMention",
    "MentionFault",
    "counter_examples",
    "gold_mentions",
    "parse_mentions",
    "variants",
    "write_mentions",
]

"""Sentences with the readings that stand in them, and sentences that look alike and hold none. Places are invented.

One JSON object a line: ``id``, ``text``, ``gold`` (``indicator``, ``value``, ``grade``, ``year``, ``kind``; values are
text, so that they stay exact). A year of ``null`` stands nowhere in the sentence.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

SentenceRecord = dict[str, Any]
"""One parsed line; its values are as mixed as JSON is."""


def load_sentences(name: str = "gold.jsonl") -> list[SentenceRecord]:
    """The labelled sentences of one file of this folder."""
    text = resources.files(__name__).joinpath(name).read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]

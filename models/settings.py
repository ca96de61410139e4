"""The numbers that decide, in one readable file: ``settings.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How sure a suggestion has to be."""

    match_from: float
    """From this probability on the best candidate is suggested as a match."""
    doubt_of_caution: float
    """How often a suggestion is wrong for a reason to look twice, however well the name fits."""

    def __post_init__(self) -> None:
        if not 0 < self.match_from < 1:
            raise ValueError(f"match_from must lie between 0 and 1, not {self.match_from}")
        if not 0 <= self.doubt_of_caution < 1:
            raise ValueError(f"doubt_of_caution must lie from 0 to below 1, not {self.doubt_of_caution}")


@cache
def settings() -> Settings:
    """Read once: the settings are part of the release."""
    return Settings(**json.loads((resources.files("models") / "settings.json").read_text(encoding="utf-8")))

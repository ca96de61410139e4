"""The language in which Warisan speaks to the person in front of it: Indonesian, or English if asked for."""

from __future__ import annotations

from typing import Literal

from extractor.errors import WarisanError

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")

# One process speaks one language: the command line chooses it once, before any text is made.
_chosen: list[Language] = ["id"]


class UnknownLanguage(WarisanError):
    """There is no language {language}. Choose id (Indonesian) or en (English)."""

    indonesian = "Bahasa {language} tidak tersedia. Pilih id (Indonesia) atau en (Inggris)."


def choose_language(language: str) -> None:
    if language not in LANGUAGES:
        raise UnknownLanguage(language=language)
    _chosen[0] = language


def language() -> Language:
    return _chosen[0]


def say(indonesian: str, english: str) -> str:
    """The text in the language chosen."""
    return indonesian if _chosen[0] == "id" else english

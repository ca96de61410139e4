"""Every setting of Warisan, and the only place that reads the environment (``WARISAN_...``).

``Settings`` needs pydantic, which is slower to load than ``warisan --help`` may take: it is loaded when first used.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api.settings.model import Settings

__all__ = ["Settings", "language_of_environment", "load_settings"]


def language_of_environment() -> str:
    """The language asked for by ``WARISAN_LANGUAGE``: it is needed before the settings are loaded."""
    return os.environ.get("WARISAN_LANGUAGE", "").strip().lower() or "id"


def load_settings(**given: object) -> Settings:
    """The settings of the environment, each replaced by what is ``given``; all faults named at once."""
    from pydantic import ValidationError

    from api.settings.model import FaultySettings, Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        raise FaultySettings.of(error) from error


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module attribute may be anything)
    if name != "Settings":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from api.settings.model import Settings

    return Settings

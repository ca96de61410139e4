"""The service: pages for people and ``/api/v1`` for programs, over one store.

The door; FastAPI is loaded when the application is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from api.settings.model import Settings

__all__ = ["create_app"]


def create_app(settings: Settings) -> FastAPI:
    """The application over the store that the settings name."""
    from api.web.app import create_app as create

    return create(settings)

"""What every request works with: the settings, the store, the pictures. One object, made when the service starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.settings.model import Settings
from api.web.pictures import Painter
from api.web.tables import FlowingFiles
from store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Held by the application, given to every route."""

    settings: Settings
    store: Store
    painter: Painter
    flowing: FlowingFiles

    @property
    def actor(self) -> str:
        """Whose decisions these are: the person at this machine, as long as nobody logs in."""
        return self.settings.actor

    def close(self) -> None:
        self.painter.prints.close()
        self.store.close()


def service_of(request: Request) -> Service:
    service = request.app.state.service
    assert isinstance(service, Service)
    return service


Here = Annotated[Service, Depends(service_of)]
"""A parameter of this type is the service."""

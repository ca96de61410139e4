"""Server-rendered pages: one environment, the words of the domain as filters, missing names are errors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.language import language
from api.wording import flags_in_words, kind_in_words, number_in_words, status_in_words, value_in_words

if TYPE_CHECKING:
    from store import Proposal, Value

Context = Mapping[str, Any]
"""What a template shows; it holds facts of many types."""


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("api.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        kind=kind_in_words,
        flags=flags_in_words,
        number=number_in_words,
        absence=status_in_words,
        value=value_of,
        percent=lambda share: f"{round(share * 100)}%",
        seconds=lambda seconds: f"{seconds:.1f}".replace(".", ","),
        grouped=lambda count: f"{count:,}".replace(",", "."),
    )
    return made


def value_of(fact: Proposal | Value) -> str:
    """The value, grade or absence of a proposal or confirmed value."""
    return value_in_words(fact.value, fact.grade, fact.status)


def page(request: Request, template: str, context: Context, *, status: int = 200) -> HTMLResponse:
    """One page, or the part of one that htmx asked for."""
    text = render(template, {"path": request.url.path, **context})
    return HTMLResponse(text, status_code=status, headers={"Vary": "HX-Request"})


def render(template: str, context: Context) -> str:
    return environment().get_template(template).render(language=language(), **context)


def wants_part(request: Request) -> bool:
    """htmx asks for a part of a page; a browser without script for the whole."""
    return request.headers.get("hx-request") == "true"

"""What every answer carries, and which requests are refused before any route sees them."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable

from fastapi import Request, Response

from extractor.errors import WarisanError

# No inline script or style anywhere: what a document's text smuggles into a page cannot run.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# OpenAPI's own page loads scripts from elsewhere, which the policy forbids: programs read the JSON.
LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


class NotLocal(WarisanError):
    """The service has no users yet, so it listens on this machine only; {host} is open to others. Use 127.0.0.1."""

    indonesian = (
        "Layanan ini belum punya pengguna, jadi hanya boleh dibuka di komputer ini; {host} terbuka bagi yang lain. "
        "Pakai 127.0.0.1."
    )


class ForeignRequest(WarisanError):
    """The request came from another site and was refused. Open Warisan's own page and try again."""

    indonesian = "Permintaan datang dari situs lain dan ditolak. Buka halaman Warisan sendiri, lalu coba lagi."


def refuse_open_address(host: str) -> None:
    """Without users everybody who reaches the address could decide: only this machine may."""
    if host == "localhost":
        return
    try:
        local = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        local = False
    if not local:
        raise NotLocal(host=host)


def check_origin(request: Request) -> None:
    """A page of another site must not decide in the person's name. In doubt: refused.

    Browsers send ``Sec-Fetch-Site`` or ``Origin`` with every change. Programs send neither: they may use the API.
    """
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        allowed = site in {"same-origin", "none"}
    elif origin is not None:
        allowed = origin == f"{request.url.scheme}://{request.headers.get('host', '')}"
    else:
        allowed = request.url.path.startswith("/api/")
    if not allowed:
        raise ForeignRequest()


async def add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.url.path.startswith(("/static/", "/documents/")) or "text/html" in response.headers.get(
        "content-type", ""
    ):
        response.headers.setdefault("Cache-Control", "no-store")
    return response

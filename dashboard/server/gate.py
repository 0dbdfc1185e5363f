"""Access control of the dashboard's server: only the holder of the token in its link gets an answer.

The first request carries the token in its address. The answer sets a cookie and leads to the same address
without the token; from then on the cookie counts. The gate wraps the whole application and so covers pages,
media, uploads and the websocket.
"""

from __future__ import annotations

import secrets
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dashboard.core.texts import LANGUAGES, load_texts
from dashboard.server.link import HEALTH, PARAMETER, cookie_name

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Headers added to every answer.
HEADERS = {
    "x-frame-options": "DENY",
    "content-security-policy": "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


class Gate:
    """ASGI middleware that checks the token.

    :param app: the application; it receives only permitted requests
    :param token: token of the link; not empty
    :param port: port of the server
    :raises ValueError: if the token is empty
    """

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        if not token:
            raise ValueError("the dashboard's server needs a token")
        self._app = app
        self._token = token
        self._cookie = cookie_name(port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or pass it to the application."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        answer = self._answer(scope)
        if answer is None:
            await self._app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(scope, receive, _with_headers(send))

    def _answer(self, scope: Scope) -> Response | None:
        """Return the gate's own answer; None if the application may answer."""
        asked = HTTPConnection(scope)
        reading = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if reading and scope["path"] == HEALTH:
            return None
        origin = asked.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != asked.headers.get("host"):
            return _refused()
        if reading and self._is_token(asked.query_params.get(PARAMETER)):
            return self._welcome(asked)
        return None if self._is_token(asked.cookies.get(self._cookie)) else _refused()

    def _is_token(self, given: str | None) -> bool:
        return given is not None and secrets.compare_digest(given.encode(), self._token.encode())

    def _welcome(self, asked: HTTPConnection) -> Response:
        """Return a page that sets the cookie and leads to the address without the token.

        It is a page and not a redirect, because after a redirect from another site browsers do not send a
        cookie with SameSite=Strict.
        """
        left = [(name, value) for name, value in asked.query_params.multi_items() if name != PARAMETER]
        target = "/" + quote(asked.url.path.lstrip("/")) + (f"?{urlencode(left)}" if left else "")
        words = " / ".join(t("gate.continue") for t in map(load_texts, LANGUAGES))
        page = (
            '<!doctype html><html><head><meta charset="utf-8">'
            f'<meta http-equiv="refresh" content="0; '
            f'url={escape(target)}"><title>{escape(words)}</title></head>'
            f'<body><p><a href="{escape(target)}">{escape(words)}</a></p></body></html>'
        )
        answer = HTMLResponse(page, headers={"cache-control": "no-store"})
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
        return answer


def _refused() -> Response:
    lines = [t("gate.refused") + "\n" for t in map(load_texts, LANGUAGES)]
    return PlainTextResponse("".join(lines), status_code=403, headers={"cache-control": "no-store"})


def _with_headers(send: Send) -> Send:
    async def told(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start", "websocket.accept"):
            message.setdefault("headers", [])
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return told

"""The link that opens the dashboard: its address and the access token."""

from __future__ import annotations

from urllib.parse import urlencode

HOST = "127.0.0.1"
#: Module of the server process.
SERVER = "dashboard.server.serve"
#: Environment variable that passes the token to the server; other users of the machine could read a command
#: line.
VARIABLE = "FRIENDCIRCLE_TOKEN"
#: Query parameter of the link that carries the token.
PARAMETER = "token"
#: Health check path, answered without a token; reveals only that the server runs.
HEALTH = "/_stcore/health"


def address_of(port: int) -> str:
    """Return the address of the server, which alone gives no access."""
    return f"http://{HOST}:{port}"


def link(port: int, token: str) -> str:
    """Return the address that opens the dashboard."""
    return f"{address_of(port)}/?{urlencode({PARAMETER: token})}"


def cookie_name(port: int) -> str:
    """Return the name of the token cookie; it has the port, since ports of a host share cookies."""
    return f"friendcircle_{port}"

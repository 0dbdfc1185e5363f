"""The link that opens the dashboard: its address, and the token by which the server knows who may look."""

from __future__ import annotations

from urllib.parse import urlencode

HOST = "127.0.0.1"
#: The module that is the server's process.
SERVER = "dashboard.server.serve"
#: The variable by which the server is told its token; a command line could be read by other users of the
#: machine.
VARIABLE = "FRIENDCIRCLE_TOKEN"
#: The parameter of the link that carries the token.
PARAMETER = "token"
#: The path that answers everybody, and says no more than that the server runs.
HEALTH = "/_stcore/health"


def address_of(port: int) -> str:
    """The address of the server, which alone opens nothing."""
    return f"http://{HOST}:{port}"


def link(port: int, token: str) -> str:
    """The address that opens the dashboard."""
    return f"{address_of(port)}/?{urlencode({PARAMETER: token})}"


def cookie_name(port: int) -> str:
    """The name of the cookie that stands for the token; it holds the port, since browsers do not tell the
    ports of a host apart.
    """
    return f"friendcircle_{port}"

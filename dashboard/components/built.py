"""The parts of a component from ``dashboard/frontend``: its built script, its style sheets and its markup."""

from __future__ import annotations

from pathlib import Path

_FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
#: Style sheets of the components that show a document or a table of figures.
LEDGER_STYLES = ("shared/base.css", "documents/ledger.css")
DOCUMENT_MARKUP = '<div class="fc file" data-ready="false"></div>'


def script(name: str) -> str:
    """Return the script of a component, an ES module; ``make frontend`` builds it."""
    return _text(f"static/{name}.js")


def styles(*names: str) -> str:
    """Return style sheets, in this order; ``names`` are paths in ``dashboard/frontend``."""
    return "\n".join(map(_text, names))


def markup(name: str) -> str:
    """Return the markup of a component; ``name`` is a path in ``dashboard/frontend``."""
    return _text(name)


def _text(name: str) -> str:
    return (_FRONTEND / name).read_text(encoding="utf-8")

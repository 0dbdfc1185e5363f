"""Write a network as a single HTML page that is opened, moved and zoomed anywhere and asks no host. Pure.

vis-network draws it. The library comes from the wheel of pyvis, which also makes the page; what pyvis would
fetch is taken out, and texts are escaped or set as text by the page's own script. A content security policy
with digests lets no other script run and nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal

from graph.sanitize import html_text, one_line

#: Shapes that vis-network draws with a given radius.
NodeShape = Literal["dot", "diamond", "triangle", "triangleDown", "square", "hexagon", "star"]
_LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
_NAME, _TOLD = 120, 300
_FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif'
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNode:
    """A node of the page.

    :param told: lines shown below the name while the pointer is on the node
    :param x: position, like ``y`` in units in which ``size`` is the radius; y grows downwards
    :param hollow: whether the node is white with a border in ``colour``
    :param dashed: whether the border is dashed
    """

    id: str
    name: str
    x: float
    y: float
    size: float
    colour: str
    shape: NodeShape = "dot"
    told: tuple[str, ...] = ()
    hollow: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEdge:
    """A line from one node to another.

    :param dashes: lengths of dash and gap; empty for a solid line
    :param arrow: whether the line has an arrow at its end
    :param told: shown while the pointer is on the line
    """

    start: str
    end: str
    colour: str = "#9aa0a8"
    opacity: float = 1.0
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    arrow: bool = False
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLegend:
    """A line of the legend: the sign of nodes of one kind, and what they are."""

    text: str
    colour: str
    shape: NodeShape = "dot"
    hollow: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """A network with the texts of its page.

    :param lang: ``zh`` or ``en``
    :param notes: lines below the title, such as the day, what is shown and how to read it
    :param stamp: stands on the drawing
    :param list_title: title of the list of all nodes
    :param rings: radii of circles around (0, 0) in the background, in the units of the positions
    """

    title: str
    lang: str
    nodes: Sequence[PageNode]
    edges: Sequence[PageEdge]
    stamp: str
    list_title: str
    notes: Sequence[str] = ()
    legend: Sequence[PageLegend] = ()
    rings: Sequence[float] = field(default=())


def write_network_page(page: NetworkPage) -> str:
    """Return the page as HTML.

    :raises ValueError: if a line has an end that is no node, or the page would ask another host
    """
    text = _drawn_by_pyvis(page)
    text = re.sub(r"<!-- <link.*?-->|<center>.*?</center>", "", text, flags=re.DOTALL)
    text = re.sub(r'<link\b[^>]*\bhref="https?://[^>]*>', "", text)
    text = re.sub(r'<script\b[^>]*\bsrc="https?://[^>]*>\s*</script>', "", text)
    # Python's own replace, since a replacement text of re could not hold a backslash as it is.
    text = text.replace("<html>", f'<!doctype html>\n<html lang="{_LANGUAGE_TAGS[page.lang]}">', 1)
    text = text.replace('<div class="card" style="width: 100%">', _head(page) + '<div class="card">', 1)
    text = text.replace("</body>", f"{_foot(page)}<script>{_script(page)}</script></body>", 1)
    text = text.replace("\r\n", "\n")
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src " + " ".join(
        _digest(script) for script in re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.DOTALL)
    )
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html_text(page.title)}</title>"
    )
    text = text.replace('<meta charset="utf-8">', '<meta charset="utf-8">' + meta, 1)
    text = text.replace(
        "</head>", f"<style>{(_HERE / 'network_page.css').read_text(encoding='utf-8')}</style></head>", 1
    )
    _no_address(text)
    return text


def _drawn_by_pyvis(page: NetworkPage) -> str:
    from pyvis.network import Network  # heavy: it imports IPython

    # Two nodes may be joined by several lines, which pyvis allows in directed networks only.
    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    for node in page.nodes:
        network.add_node(
            node.id,
            # The page's own script draws names where there is room; a title could be taken for HTML.
            label=" ",
            name=one_line(node.name, _NAME),
            told=[one_line(line, _TOLD) for line in node.told if line],
            x=node.x,
            y=node.y,
            size=node.size,
            shape=node.shape,
            color=_colours(node),
            borderWidth=2 if node.hollow else 1,
            borderWidthSelected=3,
            shapeProperties={"borderDashes": [4, 3] if node.dashed else False},
        )
    known = {node.id for node in page.nodes}
    for edge in page.edges:
        if not {edge.start, edge.end} <= known:
            raise ValueError(f"a line from {edge.start} to {edge.end}, which are not both nodes")
        network.add_edge(
            edge.start,
            edge.end,
            arrows={"to": {"enabled": edge.arrow, "scaleFactor": 0.4}},
            color={"color": edge.colour, "opacity": edge.opacity, "highlight": "#1b1e23", "hover": "#5b616b"},
            dashes=list(edge.dashes) or False,
            told=[one_line(edge.told, _TOLD)] if edge.told else [],
            width=edge.width,
        )
    network.set_options(json.dumps(_OPTIONS))
    made: str = network.generate_html()
    return made


_OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0.5},
    "interaction": {
        "hover": True,
        "tooltipDelay": 80,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
}


def _colours(node: PageNode) -> dict[str, Any]:
    inside = "#ffffff" if node.hollow else node.colour
    border = node.colour if node.hollow else "#ffffff"
    strong = {"background": inside, "border": "#1b1e23"}
    return {"background": inside, "border": border, "highlight": strong, "hover": strong}


# --- the parts around the drawing ---------------------------------------------------------------------------


def _head(page: NetworkPage) -> str:
    notes = "".join(f"<p>{html_text(note, _TOLD)}</p>" for note in page.notes if note)
    return f"<header><h1>{html_text(page.title)}</h1>{notes}</header>"


def _foot(page: NetworkPage) -> str:
    items = "".join(
        f"<li>{html_text(node.name, _NAME)}"
        + (
            f" <small>{html_text(' · '.join(line for line in node.told if line), _TOLD)}</small>"
            if node.told
            else ""
        )
        + "</li>"
        for node in page.nodes
    )
    return f"<details><summary>{html_text(page.list_title)}</summary><ul>{items}</ul></details>"


def _sign(entry: PageLegend) -> str:
    inside, border = ("#fff", entry.colour) if entry.hollow else (entry.colour, "#fff")
    width = 1.8 if entry.hollow else 1
    look = f'fill="{html.escape(inside)}" stroke="{html.escape(border)}" stroke-width="{width}"'
    if entry.dashed:
        look += ' stroke-dasharray="3 2"'
    outline = _OUTLINES.get(entry.shape)
    shape = f'<polygon points="{outline}" {look}/>' if outline else f'<circle cx="8" cy="8" r="5.5" {look}/>'
    return f'<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">{shape}</svg>'


_OUTLINES: Mapping[str, str] = {
    "diamond": "8,1.5 14.5,8 8,14.5 1.5,8",
    "triangle": "8,2 14.5,13 1.5,13",
    "triangleDown": "1.5,3 14.5,3 8,14",
    "square": "2.5,2.5 13.5,2.5 13.5,13.5 2.5,13.5",
    "hexagon": "14.5,8 11.2,13.6 4.8,13.6 1.5,8 4.8,2.4 11.2,2.4",
    "star": "8,1 9.8,6 15,6 10.8,9.2 12.4,14.4 8,11.2 3.6,14.4 5.2,9.2 1,6 6.2,6",
}


def _script(page: NetworkPage) -> str:
    signs = "".join(f"<li>{_sign(entry)}<span>{html_text(entry.text)}</span></li>" for entry in page.legend)
    about = {
        "label": one_line(page.title),
        "rings": list(page.rings),
        "font": _FONT,
        "over": f'<ul class="signs">{signs}</ul><p class="stamp">{html_text(page.stamp)}</p>',
    }
    # Nothing in it can end the script.
    given = (
        json.dumps(about, ensure_ascii=False)
        .replace("<", "\\u003c")
        .replace("\u2028", "")
        .replace("\u2029", "")
    )
    return f"const page = {given};\n{(_HERE / 'network_page.js').read_text(encoding='utf-8')}"


# --- what the page may do -----------------------------------------------------------------------------------


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _no_address(text: str) -> None:
    """Raise ValueError if a tag of the page names something to fetch."""
    asked: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            asked.extend(
                f"<{tag} {name}={value}>"
                for name, value in attrs
                if name in ("src", "href", "srcset", "data")
            )

    Tags().feed(text)
    if asked:
        raise ValueError(f"the page would ask for {asked[0]}")

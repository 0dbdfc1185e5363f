"""The network as a page of its own: what it holds, and that nothing in it can run or be fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reports.writers.network_page import NetworkPage, PageEdge, PageLegend, PageNode, write_network_page

HOSTILE = "<img src=x onerror=window.hit=1>"
NODES = (
    PageNode(id="xm", name="厦门", x=0, y=0, size=20, colour="#1b1e23"),
    PageNode(id="tr", name=HOSTILE, x=90, y=40, size=8, colour="#0072b2", told=("德国", HOSTILE, "a href")),
)
PAGE = NetworkPage(
    title=f"厦门朋友圈 </title>{HOSTILE}",
    lang="zh",
    nodes=NODES,
    edges=[PageEdge(start="xm", end="tr", told="</script><script>window.hit=2</script>", dashes=(6, 5))],
    stamp="示意图 内部使用",
    list_title="全部节点（2）",
    notes=("截至 2025-09-08", HOSTILE),
    legend=[PageLegend(text=HOSTILE, colour="#0072b2", shape="star", hollow=True, dashed=True)],
    rings=(100.0,),
)


class Tags(HTMLParser):
    """Collects the tags of a page and its texts outside scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style"):
            self.texts.append(data)


def test_page_names_nothing_to_fetch() -> None:
    found = Tags(write_network_page(PAGE))
    kinds = {tag for tag, _ in found.tags}
    assert not kinds & {"link", "img", "iframe", "object", "embed", "base"}
    assert not [
        (tag, name)
        for tag, attributes in found.tags
        for name in attributes
        if name.startswith("on") or name in ("src", "href", "srcset")
    ]


def test_only_the_scripts_of_the_page_may_run() -> None:
    text = write_network_page(PAGE)
    policy = next(
        attributes["content"] or ""
        for tag, attributes in Tags(text).tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; img-src data:; ")
    allowed = policy.split("script-src ")[1].split()
    scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 4, "two of the library, the data, and the page's own"
    assert allowed == [
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    ]


def test_texts_are_readable_and_never_markup() -> None:
    text = write_network_page(PAGE)
    found = Tags(text)
    assert text.startswith('<!doctype html>\n<html lang="zh-CN">')
    told = "\n".join(found.texts)
    for wanted in ("厦门", HOSTILE, "德国", "全部节点（2）", "截至 2025-09-08"):
        assert wanted in told, wanted
    assert "</script><script>" not in text
    assert 'lang="en"' in write_network_page(replace(PAGE, lang="en"))


def test_same_network_gives_the_same_page() -> None:
    assert write_network_page(PAGE) == write_network_page(PAGE)


def test_line_without_its_nodes_is_an_error() -> None:
    with pytest.raises(ValueError, match="a line from xm to nobody"):
        write_network_page(replace(PAGE, edges=[PageEdge(start="xm", end="nobody")]))

"""The pages and their groups in the top bar. Declarative; pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageGroup:
    """A tab of the top bar.

    :param pages: names of its pages in the URL, each a module of ``dashboard/views``; the tab opens the first
    """

    name: str
    pages: tuple[str, ...]


GROUPS = (
    PageGroup("circle", ("circle", "map")),
    PageGroup("explore", ("explore",)),
    PageGroup("partners", ("ranking", "partner", "compare", "posts")),
    PageGroup("time", ("timeline", "visits")),
    PageGroup("planning", ("board", "plan", "meeting")),
    PageGroup("data", ("data", "file_import", "entry", "review", "cypher", "settings")),
)
#: The start page.
HOME = GROUPS[0].pages[0]


def names() -> tuple[str, ...]:
    """Return all pages in the order of the top bar."""
    return tuple(page for group in GROUPS for page in group.pages)


def group_of(page: str) -> PageGroup:
    """Return the group of a page; for an unknown page the first group."""
    return next((group for group in GROUPS if page in group.pages), GROUPS[0])

"""The pages, their groups in the top bar, and the state that pages share. Declarative; pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.core.page_state import PARAMETERS, PageState


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
    PageGroup("data", ("data", "entry", "cypher", "settings")),
)
#: The start page.
HOME = GROUPS[0].pages[0]
#: State kept on every page: language, home and day.
_EVERYWHERE = ("lang", "home", "as_of")
#: Further state that a page takes over from the page left.
_KEPT = {
    "circle": ("chosen", "kinds", "continents", "lines", "activities"),
    "map": ("chosen", "kinds", "continents", "lines", "activities", "layers"),
    "partner": ("chosen",),
    "compare": ("compared", "show"),
    "timeline": ("continents", "show"),
    "visits": ("year",),
    "entry": ("chosen", "table"),
    "data": ("listed",),
}


def names() -> tuple[str, ...]:
    """Return all pages in the order of the top bar."""
    return tuple(page for group in GROUPS for page in group.pages)


def group_of(page: str) -> PageGroup:
    """Return the group of a page; for an unknown page the first group."""
    return next((group for group in GROUPS if page in group.pages), GROUPS[0])


def kept(state: PageState, page: str) -> PageState:
    """Return the part of ``state`` that ``page`` takes over: language, home, day and :data:`_KEPT`."""
    attributes = (*_EVERYWHERE, *_KEPT.get(page, ()))
    return replace(
        PageState(),
        **{
            entry.attribute: getattr(state, entry.attribute)
            for entry in PARAMETERS
            if entry.attribute in attributes
        },
    )

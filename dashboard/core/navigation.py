"""Which pages there are, in which group of the top bar each stands, and what one keeps of the state of
another. Declared; pure.
"""

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
#: The page one comes to first.
HOME = GROUPS[0].pages[0]
#: What every page keeps: the language, the home and the day.
_EVERYWHERE = ("lang", "home", "as_of")
#: What a page keeps beside that when one comes from another that had it too.
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
    """Every page, in the order of the top bar."""
    return tuple(page for group in GROUPS for page in group.pages)


def group_of(page: str) -> PageGroup:
    """The group in which a page stands; that of the first page for one that is not there."""
    return next((group for group in GROUPS if page in group.pages), GROUPS[0])


def kept(state: PageState, page: str) -> PageState:
    """What a page keeps of the state of another: language, home and day, and whatever :data:`_KEPT` says."""
    attributes = (*_EVERYWHERE, *_KEPT.get(page, ()))
    return replace(
        PageState(),
        **{
            entry.attribute: getattr(state, entry.attribute)
            for entry in PARAMETERS
            if entry.attribute in attributes
        },
    )

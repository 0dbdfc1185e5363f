"""What every page is given, and how it changes the state in the URL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.core import snapshot
from dashboard.core.navigation import HOME, kept
from dashboard.core.page_state import PageState, ordered, read, write
from dashboard.core.texts import Texts

_KEY = "friendcircle_page"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the current script run.

    :param first: first day covered by the records
    :param last: last such day, today at the latest; shown unless the URL has another ``as_of``
    :param pages: name in the URL -> page
    :param here: name of the page shown
    """

    now: snapshot.StoreSnapshot
    state: PageState
    t: Texts
    default_lang: str
    home_name: str
    first: dt.date
    last: dt.date
    pages: Mapping[str, st.Page] = field(default_factory=dict)
    here: str = HOME

    @staticmethod
    def current() -> Page:
        """Return the page as last drawn, for callbacks."""
        page: Page = st.session_state[_KEY]
        return page

    def remember(self) -> None:
        """Store this page for the callbacks of its widgets."""
        st.session_state[_KEY] = self

    def set(self, **changes: Any) -> None:
        """Change the state in the URL; the page is then redrawn."""
        self.put(replace(self.state, **changes))

    def put(self, state: PageState) -> None:
        """Show ``state`` after the current callback; further changes start from it."""
        replace(self, state=state).remember()
        st.query_params.from_dict(write(state, default_lang=self.default_lang))

    def go(self, state: PageState) -> None:
        """Show ``state`` at once, from outside a callback."""
        st.query_params.from_dict(write(state, default_lang=self.default_lang))
        st.rerun()

    def address(self, name: str, state: PageState) -> str:
        """Return the address of a page in a state, relative to this page."""
        query = urlencode(write(state, default_lang=self.default_lang))
        return (name if name != HOME else "./") + (f"?{query}" if query else "")

    def ask_day(self, text: str) -> None:
        """Show the circle of the day ``text``, as typed; an invalid day is reported on the next run."""
        parameters = write(self.state, default_lang=self.default_lang) | {"as_of": text}
        if text == self.last.isoformat():
            del parameters["as_of"]
        st.query_params.from_dict(parameters)

    def changed(self, name: str, key: str, words: Sequence[str]) -> None:
        """Take over the list chosen in the widget ``key`` into the attribute ``name``."""
        self.set(**{name: ordered(st.session_state[key] or (), words)})

    def viewed(self) -> None:
        """Take over the chosen view."""
        self.set(view=st.session_state["view_choice"] or self.state.view)

    def spoken(self) -> None:
        """Take over the chosen language."""
        self.set(lang=st.session_state["lang_choice"] or self.state.lang)

    def rehomed(self) -> None:
        """Switch to the chosen home and reset selection and filters, which belong to the old one."""
        st.query_params.from_dict(
            write(self.at_home(st.session_state["home_choice"]), default_lang=self.default_lang)
        )

    def at_home(self, home: str) -> PageState:
        """Return the initial state of a page of another home."""
        return PageState(lang=self.state.lang, home="" if home == self.now.usual else home)

    def home_address(self, home: str) -> str:
        """Return the address of this page for another home."""
        return self.address(self.here, self.at_home(home))

    def unfiltered(self) -> None:
        """Reset all further filters."""
        self.set(continents=(), lines=(), activities=())

    def parameters(self, name: str) -> dict[str, str]:
        """Return the query parameters for opening another page."""
        return write(kept(self.state, name), default_lang=self.default_lang)

    def kept(self, chosen: str = "") -> PageState:
        """Return the state for opening another page, optionally with a partner chosen."""
        return replace(kept(self.state, ""), chosen=chosen)


def state_of_url(default_lang: str, today: dt.date) -> PageState:
    """Return the state that the URL describes."""
    return read(
        {name: st.query_params.get_all(name) for name in st.query_params},
        default_lang=default_lang,
        today=today,
    )

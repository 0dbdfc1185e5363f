"""What every page is given, and how it changes what the URL says."""

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


@dataclass(frozen=True)
class Page:
    """A page of this run.

    :param first: first day the records tell of
    :param last: last such day, today at the latest; the circle is shown as of then unless the URL says
        otherwise
    :param pages: every page by its name in the URL
    :param here: name of the one that is shown
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
        """The page as it was drawn last, for callbacks."""
        page: Page = st.session_state[_KEY]
        return page

    def remember(self) -> None:
        """Keep it for the callbacks of its widgets."""
        st.session_state[_KEY] = self

    def set(self, **changes: Any) -> None:
        """Change the state in the URL; the page is drawn anew after that."""
        self.put(replace(self.state, **changes))

    def put(self, state: PageState) -> None:
        """Show ``state``; for callbacks, after which the page is drawn anew. What comes before that goes on
        from here.
        """
        replace(self, state=state).remember()
        st.query_params.from_dict(write(state, default_lang=self.default_lang))

    def go(self, state: PageState) -> None:
        """Show ``state`` at once; for what runs outside a callback."""
        st.query_params.from_dict(write(state, default_lang=self.default_lang))
        st.rerun()

    def address(self, name: str, state: PageState) -> str:
        """The address of a page in a state, as a link beside this page has it."""
        query = urlencode(write(state, default_lang=self.default_lang))
        return (name if name != HOME else "./") + (f"?{query}" if query else "")

    def ask_day(self, text: str) -> None:
        """Show the circle of another day, as a person wrote it; what is no day is told on the next run."""
        parameters = write(self.state, default_lang=self.default_lang) | {"as_of": text}
        if text == self.last.isoformat():
            del parameters["as_of"]
        st.query_params.from_dict(parameters)

    def changed(self, name: str, key: str, words: Sequence[str]) -> None:
        """A list of words was chosen in the widget ``key``."""
        self.set(**{name: ordered(st.session_state[key] or (), words)})

    def viewed(self) -> None:
        """The view was chosen."""
        self.set(view=st.session_state["view_choice"] or self.state.view)

    def spoken(self) -> None:
        """The language was chosen."""
        self.set(lang=st.session_state["lang_choice"] or self.state.lang)

    def rehomed(self) -> None:
        """Another home was chosen: the page begins anew with it, for what is chosen and filtered is another
        home's.
        """
        st.query_params.from_dict(
            write(self.at_home(st.session_state["home_choice"]), default_lang=self.default_lang)
        )

    def at_home(self, home: str) -> PageState:
        """The state in which a page of another home begins."""
        return PageState(lang=self.state.lang, home="" if home == self.now.usual else home)

    def home_address(self, home: str) -> str:
        """The address of this page for another home."""
        return self.address(self.here, self.at_home(home))

    def unfiltered(self) -> None:
        """Take all further filters off."""
        self.set(continents=(), lines=(), activities=())

    def parameters(self, name: str) -> dict[str, str]:
        """The query parameters with which another page is opened."""
        return write(kept(self.state, name), default_lang=self.default_lang)

    def kept(self, chosen: str = "") -> PageState:
        """The state in which another page is opened, perhaps with a partner chosen."""
        return replace(kept(self.state, ""), chosen=chosen)


def state_of_url(default_lang: str, today: dt.date) -> PageState:
    """The state the URL describes."""
    return read(
        {name: st.query_params.get_all(name) for name in st.query_params},
        default_lang=default_lang,
        today=today,
    )

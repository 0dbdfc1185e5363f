"""What every page is given, and how it changes the state in the URL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic
from urllib.parse import urlencode

import streamlit as st

from dashboard.core import snapshot
from dashboard.core.navigation import HOME
from dashboard.core.page_state import PageState, State, ordered, taken_over, write
from graph.facts.as_of import AsOf
from graph.i18n import Texts

_KEY = "friendcircle_page"


@dataclass(frozen=True, kw_only=True)
class Page(Generic[State]):
    """A page of the current script run.

    :param first: first day covered by the records
    :param last: today, which is shown unless the URL has another ``as_of``
    :param recorded_until: last day covered by the records, today at the latest
    :param pages: name in the URL -> page
    :param states: name in the URL -> the state that the page has
    :param here: name of the page shown
    """

    now: snapshot.StoreSnapshot
    state: State
    t: Texts
    default_lang: str
    home_name: str
    first: dt.date
    last: dt.date
    recorded_until: dt.date
    pages: Mapping[str, st.Page] = field(default_factory=dict)
    states: Mapping[str, type[PageState]] = field(default_factory=dict)
    here: str = HOME

    @staticmethod
    def current() -> Page[Any]:
        """Return the page as last drawn, for callbacks."""
        page: Page[Any] = st.session_state[_KEY]
        return page

    def remember(self) -> None:
        """Store this page for the callbacks of its widgets."""
        st.session_state[_KEY] = self

    def set(self, **changes: Any) -> None:
        """Change the state in the URL; the page is then redrawn."""
        self.put(replace(self.state, **changes))

    def put(self, state: State) -> None:
        """Show ``state`` after the current callback; further changes start from it."""
        replace(self, state=state).remember()
        st.query_params.from_dict(write(state, default_lang=self.default_lang))

    def go(self, state: State) -> None:
        """Show ``state`` at once, from outside a callback."""
        st.query_params.from_dict(write(state, default_lang=self.default_lang))
        st.rerun()

    @property
    def day(self) -> dt.date:
        """The day shown: that of the URL, else today."""
        return self.state.as_of or self.last

    @property
    def as_of(self) -> AsOf:
        """The day shown, and the day by which what is shown had to be known."""
        return AsOf(self.day, self.state.known_as_of)

    def address(self, name: str, **values: Any) -> str:
        """Return the address of a page for the language, home and day shown here, relative to this page.

        :param values: further state of that page
        """
        shown = self.state
        return self._to(
            name,
            self.states[name](
                lang=shown.lang,
                home=shown.home,
                as_of=shown.as_of,
                known_as_of=shown.known_as_of,
                **values,
            ),
        )

    def address_here(self, **changes: Any) -> str:
        """Return the address of this page with another state."""
        return self._to(self.here, replace(self.state, **changes))

    def _to(self, name: str, state: PageState) -> str:
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

    def spoken(self) -> None:
        """Take over the chosen language."""
        self.set(lang=st.session_state["lang_choice"] or self.state.lang)

    def rehomed(self) -> None:
        """Switch to the chosen home and reset selection and filters, which belong to the old one."""
        st.query_params.from_dict(
            write(self.at_home(st.session_state["home_choice"]), default_lang=self.default_lang)
        )

    def at_home(self, home: str) -> State:
        """Return the initial state of this page for another home."""
        return type(self.state)(lang=self.state.lang, home="" if home == self.now.usual else home)

    def home_address(self, home: str) -> str:
        """Return the address of this page for another home."""
        return self._to(self.here, self.at_home(home))

    def parameters(self, name: str) -> dict[str, str]:
        """Return the query parameters of the tab that opens a page: what it keeps of the state here."""
        return write(taken_over(self.state, self.states[name]), default_lang=self.default_lang)

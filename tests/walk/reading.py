"""Figures read back from texts, in the language that they are shown in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graph.i18n import Texts
from tests.independent.contacts import Contacts
from tests.independent.figures import announced
from tests.walk.moments import Moment

DATE, NUMBER = r"\d{4}(?:-\d\d){0,2}", r"\d+"
#: Texts that tell of the contacts with a partner, with what they say of it.
_LATELY = (
    ("link.record", {"count": NUMBER, "top": ".+?", "last": DATE}),
    ("link.record_without_rank", {"count": NUMBER, "last": DATE}),
)
_RECENT = (("activity.recent", {"date": DATE}),)
_LAPSED = (
    ("activity.lapsed", {"date": DATE}),
    ("link.silent", {"last": DATE}),
    ("link.last", {"last": DATE}),
)
_NONE = (
    ("activity.none", {}),
    ("link.no_contact", {}),
    ("strength.formal_only", {}),
    ("strength.unknown", {}),
)


def reader(t: Texts, key: str, **patterns: str) -> re.Pattern[str]:
    """Return a pattern that reads the values of a text back."""
    text = re.escape(t(key, **{name: f"\x01{name}\x01" for name in patterns}))
    for name, pattern in patterns.items():
        text = text.replace(f"\x01{name}\x01", f"(?P<{name}>{pattern})")
    return re.compile(text)


def numbers_of_figure(text: str, t: Texts) -> tuple[int, float | None, int | None]:
    """Return the number of a figure, the announced total and its year, from its text.

    A sum of which nothing is recorded is read as 0.
    """
    if found := reader(t, "figure.of_announced", n=NUMBER, total=NUMBER, year=NUMBER, share=NUMBER).search(
        text
    ):
        assert int(found["share"]) == round(100 * int(found["n"]) / float(found["total"])), text
        return int(found["n"]), float(found["total"]), int(found["year"])
    if found := reader(t, "figure.none_of_announced", total=NUMBER, year=NUMBER).search(text):
        return 0, float(found["total"]), int(found["year"])
    alone = reader(t, "figure.recorded", n=NUMBER).search(text)
    assert alone, text
    return int(alone["n"]), None, None


def stated(figure: str, year: int, moment: Moment, *, of_year: bool) -> tuple[float | None, int | None]:
    """Return the announced total of a figure and its year, from the CSV files."""
    return announced(figure, year, moment[1], of_year=of_year) or (None, None)


def tells_of_contacts(text: str, contacts: Contacts, moment: Moment, t: Texts) -> bool:
    """Return whether a text tells of the contacts with a partner, after comparing what it says."""
    day, last = moment[0], contacts.last.start if contacts.last else ""
    for key, patterns in _LATELY:
        if found := reader(t, key, **patterns).search(text):
            assert (int(found["count"]), found["last"]) == (len(contacts.lately(day)), last), text
            return True
    for keys, lately in ((_RECENT, True), (_LAPSED, False)):
        for key, patterns in keys:
            whole = key != "link.silent"
            pattern = reader(t, key, **patterns)
            if found := pattern.fullmatch(text) if whole else pattern.search(text):
                assert (bool(contacts.lately(day)), found[1]) == (lately, last), text
                return True
    if any(text == t(key) for key, _ in _NONE):
        assert not contacts.held, text
        return True
    return False


def texts_of(data: Any, identifier: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below an object with an id, with the innermost such id."""
    if isinstance(data, dict):
        here = data["id"] if isinstance(data.get("id"), str) and data["id"] else identifier
        for value in data.values():
            yield from texts_of(value, here)
    elif isinstance(data, list):
        for value in data:
            yield from texts_of(value, identifier)
    elif isinstance(data, str) and identifier:
        yield identifier, data

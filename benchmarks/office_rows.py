"""Rows of a generated office: sources, cities, organisations, ties, visits and events."""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate

from benchmarks.office_size import Size
from graph.model.areas import AREAS
from graph.model.vocabulary import VOCABULARIES
from graph.naming.profile import load_naming

HOME = "place-00000"
COUNTRY = "CN"
PROFILE = "cn"
#: A partner with many contacts, and the one with most of all: few partners are met often.
PARTNER, BUSIEST = "place-00012", "place-00001"

LAST_DAY = dt.date(2025, 12, 31)

_SYLLABLES = [
    start + end
    for start in ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z")
    for end in "aeo"
]
_CHARACTERS = "阿巴卡达埃法加哈伊杰科拉马纳奥波里萨塔乌瓦维希亚泽特斯尔诺莱"
_TOPICS = (
    "trade",
    "port",
    "culture",
    "education",
    "youth",
    "tourism",
    "health",
    "sister city",
    "anniversary",
    "investment",
    "ocean",
    "sport",
    "food",
    "art",
)
_LEVELS = {
    "mayor": 25,
    "department": 30,
    "business": 18,
    "people": 15,
    "governor": 5,
    "vice_minister_or_ambassador": 5,
    "head_of_state": 2,
}
_DIRECTIONS = {"inbound": 62, "outbound": 33, "online": 5}
_PLACE_LEVELS = {"city": 84, "district": 6, "county": 3, "province": 4, "state": 3}
_GRADES = {"A": 15, "B": 25, "C": 30, "D": 25, "E": 5}
_TIE_KINDS = {"sister_city": 45, "friendly_exchange_city": 30, "friendly_contact": 15, "contact": 10}
#: Share of rows that cite the office's own annual report.
_REPORT_SHARE = 0.5

Cells = Sequence[object]


class _Chooser:
    """Draws one of several items by weight."""

    def __init__(self, draw: random.Random, weights: dict[str, int]) -> None:
        self._draw = draw
        self._things = list(weights)
        self._sums = list(accumulate(weights.values()))

    def __call__(self) -> str:
        return self._things[bisect(self._sums, self._draw.random() * self._sums[-1])]


class OfficeRows:
    """Generates the rows. Each table has its own random sequence, so its size does not change the others."""

    def __init__(self, size: Size, seed: int) -> None:
        self._size = size
        self._seed = seed
        remit = load_naming(PROFILE)
        self._countries = [code for code in AREAS if code != COUNTRY and remit.in_remit(code)]
        self._names = place_names(self._draw("names"), size.places)
        self._country_of = self._place_countries()
        self._organisation_names = [
            f"{self._names[self._seat(number)][0]} Friendship Association {number}"
            for number in range(size.organisations)
        ]

    def sources(self) -> Iterator[Cells]:
        draw = self._draw("sources")
        grade = _Chooser(draw, _GRADES)
        yield (
            "source-00000",
            "外事工作年度总结 Annual report of the office",
            "the office",
            "",
            "2025-12-31",
            "day",
            "zh",
            "own record",
            "A",
        )
        for number in range(1, self._size.sources):
            date, precision = random_date(draw)
            topic = draw.choice(_TOPICS)
            title = (
                f"{self._name(draw, 1)}：{topic} 交流报道"
                if draw.random() < 0.5
                else f"News of {self._name(draw, 0)}: {topic}"
            )
            yield (
                *(
                    _source_id(number),
                    title,
                    f"Gazette of {self._name(draw, 0)}",
                    f"http://news.example/{number}",
                    date,
                    precision,
                ),
                *(draw.choice(("zh", "en")), "newspaper; reported", grade()),
            )

    def cities(self) -> Iterator[Cells]:
        draw = self._draw("cities")
        level = _Chooser(draw, _PLACE_LEVELS)
        for number, (name_en, name_zh) in enumerate(self._names):
            here = "city" if number == 0 else level()
            population = int(draw.lognormvariate(12, 1.2))
            port = "" if here in ("province", "state") else "true" if draw.random() < 0.2 else "false"
            yield (
                *(
                    _place_id(number),
                    name_en,
                    name_zh,
                    name_en if draw.random() < 0.3 else "",
                    self._country_of[number],
                    here,
                ),
                *(
                    f"{draw.uniform(-55, 70):.4f}",
                    f"{draw.uniform(-180, 180):.4f}",
                    "made up",
                    population,
                    draw.randint(2010, 2024),
                    port,
                ),
                *("", *self._cited(draw)),
            )

    def organisations(self) -> Iterator[Cells]:
        draw = self._draw("organisations")
        kinds = VOCABULARIES["organisation_kind"].words
        for number, name in enumerate(self._organisation_names):
            seat = self._seat(number)
            yield (
                _organisation_id(number),
                name,
                f"{self._names[seat][1]}友好协会{number}",
                draw.choice(kinds),
                _place_id(seat),
                "",
                *self._cited(draw),
            )

    def ties(self) -> Iterator[Cells]:
        draw = self._draw("ties")
        kind = _Chooser(draw, _TIE_KINDS)
        recent: list[tuple[str, str, str, str]] = []
        for number in range(self._size.ties):
            if recent and draw.random() < 0.2:
                first, second, tie_kind, signed = draw.choice(recent)
                status = "signed" if signed or draw.random() < 0.5 else "intent"
                # Some sources know the day less exactly, or disagree.
                signed = signed[: draw.choice((4, 7, 10))] if draw.random() < 0.9 else random_date(draw)[0]
            else:
                other = _place_id(1 + number % (self._size.places - 1))
                first = (
                    HOME
                    if draw.random() < 0.3 or other == HOME
                    else _place_id(1 + draw.randrange(self._size.places - 1))
                )
                second, tie_kind = other, kind()
                if first == second:
                    first = HOME
                status = draw.choices(("signed", "intent", "contact", "target"), (70, 12, 12, 6))[0]
                signed = random_date(draw)[0] if status == "signed" else ""
                recent = [*recent[-200:], (first, second, tie_kind, signed)]
            contact = str(int(signed[:4]) - draw.randint(1, 5)) if signed and draw.random() < 0.3 else ""
            as_of = _later(draw, signed)
            note = (
                "the agreement names port, trade and education; renewed by exchange of letters"
                if draw.random() < 0.4
                else ""
            )
            yield (
                *(
                    f"tie-{number:06d}",
                    first,
                    second,
                    tie_kind,
                    status,
                    contact,
                    "",
                    signed if status == "signed" else "",
                    as_of,
                ),
                *(_precision(signed), note, *self._cited(draw)),
            )

    def visits(self) -> Iterator[Cells]:
        draw = self._draw("visits")
        direction, level = _Chooser(draw, _DIRECTIONS), _Chooser(draw, _LEVELS)
        recent: list[tuple[str, str, str, str, str, str]] = []
        for number in range(self._size.visits):
            visit = f"visit-{number:07d}"
            if recent and draw.random() < 0.04:
                same_as, way, date, origin, goal, rank = draw.choice(recent)
                if draw.random() < 0.2:
                    date = date[:7]
            else:
                same_as, way, rank = "", direction(), level()
                partner = self._partner(draw)
                date, _ = random_date(draw)
                origin, goal = (HOME, partner) if way == "outbound" else (partner, HOME)
                further = self._partner(draw)
                if way == "outbound" and draw.random() < 0.2 and further != goal:
                    goal = f"{goal};{further}"
                recent = [*recent[-50:], (visit, way, date, origin, goal, rank)]
            countries = ""
            if way == "inbound" and not same_as and draw.random() < 0.03:
                origin, countries = "", ";".join(draw.sample(self._countries, draw.randint(2, 6)))
            name = 1 if draw.random() < 0.5 else 0
            persons = draw.randint(2, 40)
            where = self._names[_number(origin)][name] if origin else "several countries"
            title = (
                f"{where}代表团一行{persons}人访问，商谈合作事宜"
                if name
                else f"delegation of {where} with {persons} members, for talks on cooperation"
            )
            met = (
                "; ".join(draw.sample(self._organisation_names, draw.choice((1, 1, 2))))
                if draw.random() < 0.5
                else ""
            )
            yield (
                *(
                    visit,
                    way,
                    date,
                    _end(draw, date),
                    _precision(date),
                    origin,
                    countries,
                    goal,
                    "Foreign Affairs Office" if draw.random() < 0.9 else "",
                ),
                *(rank, title, ";".join(draw.sample(_TOPICS, draw.randint(1, 3))), met, same_as),
                *(
                    "会见后参观港口和大学，并签署备忘录；成员名单见附件" if draw.random() < 0.6 else "",
                    *self._cited(draw),
                ),
            )

    def events(self) -> Iterator[Cells]:
        draw = self._draw("events")
        kinds = VOCABULARIES["event_kind"].words
        for number in range(self._size.events):
            date, precision = random_date(draw)
            kind, partner = draw.choice(kinds), self._partner(draw)
            name_en, name_zh = self._names[_number(partner)]
            countries = ";".join(draw.sample(self._countries, 3)) if draw.random() < 0.1 else ""
            yield (
                *(
                    f"event-{number:06d}",
                    kind,
                    f"{name_en}: {kind} {date[:4]}",
                    f"{name_zh}{date[:4]}年活动",
                    date,
                    "",
                    precision,
                ),
                *(
                    HOME if draw.random() < 0.6 else partner,
                    f"{partner};{HOME}",
                    countries,
                    "",
                    "",
                    *self._cited(draw),
                ),
            )

    def _draw(self, what: str) -> random.Random:
        return random.Random(f"{self._seed}/{what}")

    def _name(self, draw: random.Random, language: int) -> str:
        return self._names[draw.randrange(len(self._names))][language]

    def _place_countries(self) -> list[str]:
        """Return a country per place: a tenth lie in the home's country, others share the rest unevenly."""
        draw = self._draw("countries")
        sums = list(accumulate(1 / (rank + 1) for rank in range(len(self._countries))))
        shuffled = draw.sample(self._countries, len(self._countries))
        found = [
            COUNTRY if draw.random() < 0.1 else shuffled[bisect(sums, draw.random() * sums[-1])]
            for _ in range(self._size.places)
        ]
        found[0] = COUNTRY
        return found

    def _seat(self, number: int) -> int:
        return number * 7 % self._size.places

    def _partner(self, draw: random.Random) -> str:
        """Return a place other than the home; half of all contacts are with an eighth of the places."""
        return _place_id(1 + int((self._size.places - 1) * draw.random() ** 3))

    def _cited(self, draw: random.Random) -> tuple[str, str]:
        """Return a source and the locator in it."""
        number = 0 if draw.random() < _REPORT_SHARE else int(self._size.sources * draw.random())
        return _source_id(number), f"para {draw.randint(1, 40)}"


def place_names(draw: random.Random, count: int) -> list[tuple[str, str]]:
    """Return different names of places in English and Chinese."""
    found: dict[str, str] = {}
    while len(found) < count:
        name = "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))).capitalize()
        if name not in found:
            found[name] = "".join(draw.choices(_CHARACTERS, k=draw.randint(2, 4)))
    return list(found.items())


def random_date(draw: random.Random) -> tuple[str, str]:
    """Return a date, mostly of recent years, and its precision."""
    day = LAST_DAY - dt.timedelta(days=int(45 * 365 * draw.random() ** 2))
    text = day.isoformat()[: bisect((0.08, 0.25), draw.random()) * 3 + 4]
    return text, _precision(text)


def _end(draw: random.Random, start: str) -> str:
    """Return the last day for a third of the journeys with a known first day, else empty."""
    if len(start) < 10 or draw.random() > 1 / 3:
        return ""
    return (dt.date.fromisoformat(start) + dt.timedelta(days=draw.randint(1, 6))).isoformat()


def _later(draw: random.Random, date: str) -> str:
    """Return a day after ``date``, or any of recent years if it is empty."""
    first = (
        dt.date.fromisoformat((date + "-12-28"[len(date) - 4 :])[:10])
        if date
        else LAST_DAY - dt.timedelta(days=3_000)
    )
    return (LAST_DAY - dt.timedelta(days=int(max(0, (LAST_DAY - first).days) * draw.random()))).isoformat()


def _precision(date: str) -> str:
    return {4: "year", 7: "month", 10: "day"}.get(len(date), "")


def _place_id(number: int) -> str:
    return f"place-{number:05d}"


def _number(places: str) -> int:
    """Return the number of the first of the places."""
    return int(places.partition(";")[0].rpartition("-")[2])


def _organisation_id(number: int) -> str:
    return f"org-{number:05d}"


def _source_id(number: int) -> str:
    return f"source-{number:05d}"

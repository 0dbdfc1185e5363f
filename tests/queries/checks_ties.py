"""Expected answers of the queries on ties, from the tables."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

import pandas as pd

from tests.independent.contacts import Contacts, contacts
from tests.queries import facts
from tests.queries.checking import DAYS, Ask, check, clocks, column
from tests.stores import ROOT

HOME = "xiamen"


def reference(as_of: str) -> pd.DataFrame:
    """Return the agreed list of sister cities signed by a day."""
    agreed = pd.read_csv(ROOT / "tests" / "reference" / "sister_cities.csv", dtype=str, keep_default_na=False)
    return agreed[agreed["signed_date"] <= as_of]


@check("sister_cities")
def sister_cities(ask: Ask) -> None:
    for as_of, count in (
        ("2015-08-11", 18),
        ("2017-08-31", 19),
        ("2018-02-11", 20),
        ("2023-12-05", 23),
        ("1983-03-30", 0),
        ("1983-03-31", 1),
    ):
        found, agreed = ask(as_of=as_of), reference(as_of)
        assert len(found) == len(agreed) == count
        assert column(found, "ordinal") == list(range(1, count + 1))
        assert column(found, "place") == list(agreed["place_id"])
        assert column(found, "signed") == list(agreed["signed_date"])
        assert column(found, "home_party") == list(agreed["xiamen_party"])
        assert column(found, "country") == [facts.country(place) for place in agreed["place_id"]]
        assert column(found, "name_zh") == [facts.name(place, "zh") for place in agreed["place_id"]]
        assert column(found, "name_local") == [
            facts.by_id("cities")[place]["name_local"] for place in agreed["place_id"]
        ]
        assert set(column(found, "known_by")) <= {None}
        for row in found:
            tie = facts.ties()[row["tie"]]
            assert row["place"] in tie.parties
            assert row["sources"] == len(tie.steps["sister_city", "signed"].sources)
    for as_of, known in DAYS:
        assert sorted(column(ask(**clocks(as_of, known)), "place")) == sorted(
            tie.ends(HOME)[1]
            for tie, step in facts.signed_steps(HOME, as_of, known, places=True)
            if step.kind == "sister_city"
        )
    # One newspaper of 2012 claims a further one, of which the list of 2015 knows nothing.
    assert len(ask(as_of="2020-01-22", known_as_of="2020-01-22")) == 20
    # By what was known at the end of 2004, five of the ten that had been signed.
    early = ask(as_of="2004-12-31", known_as_of="2004-12-31")
    assert len(early) < len(ask(as_of="2004-12-31"))


@check("ties")
def ties(ask: Ask) -> None:
    for as_of, known in DAYS:
        expected = {
            tie.id: (tie, found)
            for tie in facts.ties_of(HOME)
            if (found := facts.progress(tie, as_of, known))
        }
        answers = ask(**clocks(as_of, known))
        assert sorted(column(answers, "tie")) == sorted(expected)
        dated = [row["signed"] or "9999" for row in answers]
        assert dated == sorted(dated)
        for row in answers:
            tie, found = expected[row["tie"]]
            own, other = tie.ends(HOME)
            assert (row["party"], row["home_party"], row["label"]) == (other, own, facts.label(other))
            assert (row["kind"], row["status"], row["family"], row["signed"]) == (
                found.reached[0],
                found.status,
                tie.family,
                found.reached[2] if found.reached[1] == "signed" else None,
            )
            assert (row["name_en"], row["name_zh"], row["country"] or "") == (
                facts.name(other, "en"),
                facts.name(other, "zh"),
                facts.country(other),
            )
            assert (row["decided_by"] == "decision") == (tie.id in facts.DECIDED_TIES)
    now = {tie.id: facts.progress(tie, facts.RECORDED_ON) for tie in facts.ties_of(HOME)}
    ports = {tie for tie, told in now.items() if told and told.reached[0] == "sister_port"}
    assert {row["tie"] for row in ask(kind="sister_port")} == ports
    assert {row["tie"] for row in ask(status="contact", country="PT")} == {
        "tie-matosinhos--xiamen",
        "tie-sines-port--xiamen-port",
    }
    assert column(ask(status="refuted"), "tie") == ["tie-kuching--xiamen"]
    assert ask(status="refuted", known_as_of="2020-01-22") == [], "nobody had decided it then"


@check("ties_on")
def ties_on(ask: Ask) -> None:
    for as_of, known in (("1983-12-31", ""), ("2008-12-31", ""), *DAYS):
        expected = {
            tie.id: (tie.ends(HOME)[1], *found.best, found.status, found.steps)
            for tie, found in facts.outward_on(HOME, as_of, known, places=True)
        }
        found_rows = ask(**clocks(as_of, known))
        keys = ("place", "kind", "stage", "since", "known_by", "status", "steps")
        assert {row["tie"]: tuple(row[key] for key in keys) for row in found_rows} == expected
        assert len(found_rows) == len(expected)
        assert column(found_rows, "place") == sorted(column(found_rows, "place"))
    on = {row["place"]: row["stage"] for row in ask(as_of="2020-01-22")}
    assert (on["netanya"], on["durban"], on["busan"], on["trier"]) == ("intent", "intent", "target", "signed")


def counted(as_of: str, known: str = "") -> dict[str, tuple[set[str], set[str], set[str]]]:
    """Return by country: the signed ties, those of sister cities, and the other parties."""
    found: dict[str, tuple[set[str], set[str], set[str]]] = defaultdict(lambda: (set(), set(), set()))
    for tie, step in facts.signed_steps(HOME, as_of, known):
        other = tie.ends(HOME)[1]
        signed, sisters, partners = found[facts.country(other)]
        signed.add(tie.id)
        partners.add(other)
        if step.kind == "sister_city":
            sisters.add(tie.id)
    return found


@check("ties_by_continent")
def ties_by_continent(ask: Ask) -> None:
    for as_of, known in (("2015-08-11", ""), ("2023-12-05", ""), *DAYS):
        expected: dict[str | None, list[int]] = defaultdict(lambda: [0, 0])
        areas, partners = defaultdict(set), defaultdict(set)
        for code, (signed, sisters, others) in counted(as_of, known).items():
            entry = expected[facts.CONTINENTS.get(code)]
            entry[0] += len(signed)
            entry[1] += len(sisters)
            areas[facts.CONTINENTS.get(code)] |= {code} - {""}
            partners[facts.CONTINENTS.get(code)] |= others
        found = ask(**clocks(as_of, known))
        assert {row["continent"]: [row["ties"], row["sister_cities"]] for row in found} == expected
        assert all(
            row["areas"] == sorted(areas[row["continent"]])
            and set(row["partners"]) == partners[row["continent"]]
            for row in found
        )
        assert column(found, "ties") == sorted(column(found, "ties"), reverse=True)
    before, after = (
        {row["continent"]: row["sister_cities"] for row in ask(as_of=day)}
        for day in ("2023-05-11", "2023-12-05")
    )
    assert (before.get("AF", 0), before.get("SA", 0)) == (0, 0)
    assert (after["AF"], after["SA"]) == (1, 1)


@check("ties_by_country")
def ties_by_country(ask: Ask) -> None:
    as_of = "2023-12-05"
    expected = {
        code: (len(signed), len(sisters), others)
        for code, (signed, sisters, others) in counted(as_of).items()
    }
    found = ask(as_of=as_of)
    assert {
        row["country"] or "": (row["ties"], row["sister_cities"], set(row["partners"])) for row in found
    } == expected
    assert sum(row["sister_cities"] for row in found) == 23
    for row in found:
        dates = [
            step.date
            for tie, step in facts.signed_steps(HOME, as_of)
            if facts.country(tie.ends(HOME)[1]) == (row["country"] or "") and step.date
        ]
        assert (row["first"], row["last"]) == (min(dates, default=None), max(dates, default=None))
        assert row["continent"] == facts.CONTINENTS.get(row["country"])
    assert column(found, "ties") == sorted(column(found, "ties"), reverse=True)


@check("ties_by_kind")
def ties_by_kind(ask: Ask) -> None:
    for as_of, known in DAYS:
        expected: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        dates = defaultdict(list)
        for tie in facts.ties_of(HOME):
            found = facts.progress(tie, as_of, known)
            abroad = facts.country(tie.ends(HOME)[1]) != facts.country(HOME)
            if found is None or found.status == "refuted" or not abroad:
                continue
            if found.in_force:
                expected[found.reached[0]][0] += 1
                dates[found.reached[0]].append(found.reached[2] or "")
            if found.open:
                expected[found.best[0]][1] += 1
            if not found.in_force and not found.open:
                expected[found.reached[0]][2] += 1
        rows = ask(**clocks(as_of, known))
        keys = ("signed", "under_way", "contact", "ended")
        assert {row["kind"]: [row[key] for key in keys] for row in rows} == expected
        for row in rows:
            dated = [date for date in dates[row["kind"]] if date]
            assert (row["first"], row["last"]) == (min(dated, default=None), max(dated, default=None))
    # Mokpo and Richmond have become sister cities, and are no longer counted among the exchange cities.
    then, known_then, now = (
        {row["kind"]: row for row in ask(**given)}
        for given in (
            {"as_of": "2020-01-22"},
            {"as_of": "2020-01-22", "known_as_of": "2020-01-22"},
            {"as_of": "2024-12-31"},
        )
    )
    assert [found["friendly_exchange_city"]["signed"] for found in (then, known_then, now)] == [2, 1, 3]
    assert [found["sister_city"]["signed"] for found in (then, known_then, now)] == [20, 20, 23]
    # The home speaks of more sister ports than are recorded.
    ports = [
        (found["sister_port"]["announced"], found["sister_port"]["announced_for"]) for found in (then, now)
    ]
    assert ports == [(14, 2019), (17, 2023)]


@check("ties_by_year")
def ties_by_year(ask: Ask) -> None:
    as_of = "2023-12-05"
    expected: dict[tuple[int | None, str], set[str]] = defaultdict(set)
    for tie, step in facts.signed_steps(HOME, as_of):
        expected[int(step.date[:4]) if step.date else None, step.kind].add(tie.ends(HOME)[1])
    found = ask(as_of=as_of)
    assert {(row["year"], row["kind"]): set(row["partners"]) for row in found} == expected
    assert all(row["ties"] == len(row["partners"]) for row in found)
    for as_of_day, known in DAYS:
        assert sum(row["ties"] for row in ask(**clocks(as_of_day, known))) == len(
            facts.signed_steps(HOME, as_of_day, known)
        )
    years = [row["year"] or 9999 for row in found]
    assert years == sorted(years)
    by_year = Counter(date[:4] for date in reference(as_of)["signed_date"])
    assert {str(row["year"]): row["ties"] for row in ask(as_of=as_of, kind="sister_city")} == dict(by_year)
    # As the source fjhistory_2005 states.
    assert (
        sum(row["ties"] for row in ask(kind="sister_city", as_of="2005-12-31") if 1999 <= row["year"] <= 2005)
        == 4
    )


@check("tie_steps")
def tie_steps(ask: Ask) -> None:
    for partner in ("trier", "netanya", "durban", "richmond-bc", "busan-port", "foz-do-iguacu", "sarasota"):
        expected = [tie for tie in facts.ties_of(HOME) if partner in tie.parties]
        steps = {step.id: step for tie in expected for step in tie.steps.values()}
        found = ask(partner=partner)
        assert sorted(column(found, "step")) == sorted(steps)
        for row in found:
            step = steps[row["step"]]
            known = str(step.known_by) if step.known_by else None
            assert (row["tie"], row["kind"], row["stage"], row["date"] or "", row["known_by"]) == (
                step.tie,
                step.kind,
                step.step,
                step.date,
                known,
            )
            assert (row["step_status"], row["sources"]) == (step.status, len(step.sources))
        begins = [steps[row["step"]].begin for row in found]
        assert begins == sorted(begins)
    for as_of, known in DAYS:
        assert {row["step"] for row in ask(partner="netanya", **clocks(as_of, known))} == {
            step.id
            for tie in facts.ties_of(HOME)
            if "netanya" in tie.parties
            for step in tie.steps.values()
            if step.taken_by(as_of) and any(facts.is_known(row, known) for row in step.rows)
        }
    # The dormancy that a source of 2023 states of a refuted tie is a step that was set aside.
    assert [(row["stage"], row["step_status"]) for row in ask(partner="kuching")] == [
        ("signed", "set_aside"),
        ("end", "set_aside"),
    ]
    assert column(ask(partner="netanya"), "stage") == ["contact", "intent", "target", "signed"]
    assert ask(partner="vicenza") == []


@check("pending_ties")
def pending_ties(ask: Ask) -> None:
    for as_of, known in (("2010-01-01", ""), ("2016-06-30", ""), *DAYS):
        for upgrades in (0, 1):
            expected = {
                tie.ends(HOME)[1]: found.best
                for tie, found in facts.outward_on(HOME, as_of, known, places=True)
                if found.open and (upgrades or found.signature is None)
            }
            rows = ask(**clocks(as_of, known), upgrades=str(upgrades))
            keys = ("kind", "stage", "since", "known_by")
            assert {row["place"]: tuple(row[key] for key in keys) for row in rows} == expected
            assert column(rows, "place") == sorted(expected)
    assert column(ask(as_of="2012-01-15"), "place") == []
    assert column(ask(as_of="2012-01-15", upgrades="1"), "place") == ["richmond-bc"]
    found = ask(as_of="2020-01-22")
    assert [(row["place"], row["stage"], row["commitments"]) for row in found] == [
        ("busan", "target", ["plan-02"]),
        ("durban", "intent", ["plan-03"]),
        ("netanya", "intent", ["plan-01"]),
    ]
    assert (found[0]["since"], found[0]["known_by"]) == (None, "2020-01-22")
    # Nobody had made the commitments of 2020 the year before.
    assert {tuple(row["commitments"]) for row in ask(as_of="2019-12-31")} == {()}
    # Nine years later only Busan is still open.
    assert column(ask(as_of="2024-12-31"), "place") == ["busan"]


@check("anniversaries_of_ties")
def anniversaries_of_ties(ask: Ask) -> None:
    for year, every in ((2019, 5), (2020, 5), (2023, 10), (2024, 1)):
        expected, signed = {}, {}
        for tie, step in facts.signed_steps(HOME, facts.RECORDED_ON, places=True):
            since = int(step.date[:4]) if step.date else year
            if since < year and (year - since) % every == 0:
                signed[tie.id] = step.date
                expected[tie.id] = (
                    tie.ends(HOME)[1],
                    step.kind,
                    year - since,
                    f"{year}{step.date[4:]}" if len(step.date) == 10 else None,
                )
        found = ask(year=str(year), every=str(every))
        assert {
            row["tie"]: (row["place"], row["kind"], row["years"], row["day"]) for row in found
        } == expected
        days = [row["day"] or f"{year}-99" for row in found]
        assert days == sorted(days)
        for row in found:
            first, last = (day(signed[row["tie"]]) for day in (facts.first_day, facts.last_day))
            first, last = (
                first.replace(year=year) - dt.timedelta(183),
                last.replace(year=year) + dt.timedelta(183),
            )
            near = [
                event["id"]
                for event in facts.events(HOME)
                if row["place"] in facts.event_places(event)
                and facts.first_day(event["date_start"]) <= last
                and facts.last_day(event["date_start"]) >= first
            ]
            assert sorted(row["events"]) == near, row["place"]
    # A year before it was signed there is nothing to celebrate, nor before anybody knew of it.
    assert "tie-izmir--xiamen" in column(ask(year="2023"), "tie")
    assert "tie-izmir--xiamen" not in column(ask(year="2023", as_of="2017-12-31"), "tie")
    assert "tie-izmir--xiamen" not in column(ask(year="2023", known_as_of="2017-12-31"), "tie")
    sisters = {
        year: {row["place"]: row["years"] for row in ask(year=str(year), kind="sister_city")}
        for year in (2019, 2020)
    }
    assert sisters[2020] == {"baltimore": 35, "zoetermeer": 15, "trier": 10}
    assert sisters[2019] == {"cebu-city": 35, "sunshine-coast": 20, "nice": 5, "marathon": 10}


@check("ties_without_contact")
def ties_without_contact(ask: Ask) -> None:
    for as_of, known, since in (
        ("2024-12-31", "", ""),
        ("2024-12-31", "", "2020-01-01"),
        ("2024-12-31", "2020-01-22", "2019-01-01"),
        ("2019-12-31", "", "2019-07-01"),
    ):
        expected, signed = {}, {}
        for tie, step in facts.signed_steps(HOME, as_of, known, places=True):
            signed[tie.id] = (step.kind, step.date)
            found_then = contacts(facts.first_day(as_of), facts.first_day(known) if known else None)
            last = found_then.get(tie.ends(HOME)[1], Contacts(())).last
            if last is None:
                expected[tie.id] = None
            elif since and facts.first_day(last.start) < facts.first_day(since):
                expected[tie.id] = last.start
        found = ask(**clocks(as_of, known), since=since)
        assert {row["tie"]: row["last"] for row in found} == expected
        assert all((row["kind"], row["signed"] or "") == signed[row["tie"]] for row in found)
        lasts = [row["last"] or "" for row in found]
        assert lasts == sorted(lasts)
    # To Marathon went only a group of the nation, which is no contact of the home.
    assert {row["place"] for row in ask(as_of="2024-12-31")} == {"kaunas", "ginowan", "marathon"}


@check("port_links")
def port_links(ask: Ask) -> None:
    for as_of, known in DAYS:
        expected = {
            tie.id: (tie, found)
            for tie in facts.ties_of(HOME)
            if all(facts.label(party) == "Port" for party in tie.parties)
            and (found := facts.progress(tie, as_of, known))
        }
        rows = ask(**clocks(as_of, known))
        assert sorted(column(rows, "tie")) == sorted(expected)
        for row in rows:
            tie, found = expected[row["tie"]]
            port = facts.by_id("ports")[row["other"]]
            assert (row["port"], row["other"]) == tie.ends(HOME)
            assert (row["kind"], row["status"], row["signed"], row["known_by"], row["in_force"]) == (
                found.reached[0],
                found.status,
                found.reached[2] if found.reached[1] == "signed" else None,
                found.reached[3],
                found.in_force,
            )
            city = port["city_id"] if port["city_id"] and facts.label(port["city_id"]) == "City" else None
            assert (row["unlocode"], row["country"], row["city"]) == (
                port["unlocode"] or None,
                port["country_iso2"],
                city,
            )
    found = ask()
    assert column(found, "port") == sorted(column(found, "port"))
    sisters = {row["other"] for row in found if row["kind"] == "sister_port" and row["in_force"]}
    assert sisters == {
        "busan-port",
        "port-everglades",
        "san-antonio-port",
        "izmir-port",
        "cork-port",
        "singapore-port",
        "mokpo-new-port",
    }
    assert {row["other"] for row in ask(country="PH")} == {"manila-port", "cebu-port"}
    # Abu Dhabi, Tema and Singapore came in 2023, which no source of 2020 knows.
    later = {"abu-dhabi-port", "tema-port", "singapore-port"} & set(column(found, "other"))
    assert later and not later & set(column(ask(as_of="2020-01-22"), "other"))


@check("domestic_port_links")
def domestic_port_links(ask: Ask) -> None:
    own = facts.parties(HOME)
    expected = [
        (own_port, other)
        for own_port, other in (tie.ends(HOME) for tie in facts.ties_of(HOME))
        if facts.label(own_port) == facts.label(other) == "Port"
        and other not in own
        and facts.country(other) == facts.country(HOME)
    ]
    found = ask()
    assert [(row["port"], row["other"]) for row in found] == expected == [("xiamen-port", "tianjin-port")]
    assert (found[0]["kind"], found[0]["signed"], found[0]["name_zh"]) == (
        "strategic_agreement",
        "2020-05-20",
        "天津港",
    )
    assert ask(as_of="2020-05-19") == []


@check("ties_of")
def ties_of(ask: Ask) -> None:
    for party in ("fujian", "xiamen", "xiamen-port", "org-xiamen-university", "san-marino-citta"):
        for as_of, known in DAYS:
            expected = {
                tie.id: (tie, found)
                for tie in facts.ties().values()
                if party in tie.parties and (found := facts.progress(tie, as_of, known))
            }
            rows = ask(id=party, **clocks(as_of, known))
            assert sorted(column(rows, "tie")) == sorted(expected)
            for row in rows:
                tie, found = expected[row["tie"]]
                other = next(end for end in tie.parties if end != party)
                assert (row["party"], row["label"], row["kind"], row["status"]) == (
                    other,
                    facts.label(other),
                    found.reached[0],
                    found.status,
                )
                assert (row["name_en"], row["country"] or "", row["signed"]) == (
                    facts.name(other, "en"),
                    facts.country(other),
                    found.reached[2] if found.reached[1] == "signed" else None,
                )
    assert len(ask(id="fujian")) == 10


@check("imprecise_signatures")
def imprecise_signatures(ask: Ask) -> None:
    for as_of, known in DAYS:
        expected = {
            tie.id: (
                {0: "none", 4: "year", 7: "month"}[len(found.signature.date)],
                found.signature.date or None,
                sum(facts.is_known(row, known) for row in tie.rows),
            )
            for tie in facts.ties_of(HOME)
            if (found := facts.progress(tie, as_of, known))
            and found.in_force
            and found.signature is not None
            and len(found.signature.date) < 10
        }
        rows = ask(**clocks(as_of, known))
        assert {row["tie"]: (row["precision"], row["signed"], row["statements"]) for row in rows} == expected
    assert expected
    # The date of every sister city is known to the day.
    assert not [row for row in ask() if row["kind"] == "sister_city"]

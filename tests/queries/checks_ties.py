"""Expected answers of the queries on ties, from the tables."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

import pandas as pd

from tests.queries import facts
from tests.queries.checking import Ask, check, column
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


@check("ties")
def ties(ask: Ask) -> None:
    found = ask()
    expected = facts.ties_of(HOME)
    assert sorted(column(found, "tie")) == sorted(tie.id for tie in expected)
    dated = [row["signed"] or "9999" for row in found]
    assert dated == sorted(dated)
    for row in found:
        tie = facts.ties()[row["tie"]]
        own, other = tie.ends(HOME)
        assert (row["party"], row["home_party"], row["label"]) == (other, own, facts.label(other))
        assert (row["kind"], row["status"], row["family"], row["signed"] or "") == (
            tie.kind,
            tie.status,
            tie.family,
            tie.signed,
        )
        assert (row["name_en"], row["name_zh"], row["country"] or "") == (
            facts.name(other, "en"),
            facts.name(other, "zh"),
            facts.country(other),
        )
        assert (row["decided_by"] == "decision") == (tie.id in facts.DECIDED_TIES)
    assert {row["tie"] for row in ask(kind="sister_port")} == {
        tie.id for tie in expected if tie.kind == "sister_port"
    }
    assert {row["tie"] for row in ask(status="contact", country="PT")} == {
        "tie-matosinhos--xiamen",
        "tie-sines-port--xiamen-port",
    }
    assert column(ask(status="refuted"), "tie") == ["tie-kuching--xiamen"]


@check("ties_on")
def ties_on(ask: Ask) -> None:
    for as_of in ("1983-12-31", "2008-12-31", "2020-01-22", "2024-12-31"):
        expected = {}
        for tie in facts.outward(HOME, places=True):
            taken = [
                step for step in tie.steps.values() if step.status != "set_aside" and step.taken_by(as_of)
            ]
            if taken:
                rank = max(facts.STAGES.index(step.step) for step in taken)
                best = min(
                    (step for step in taken if facts.STAGES.index(step.step) == rank),
                    key=lambda step: facts.KINDS.index(step.kind),
                )
                known = None if best.date else str(best.known_by)
                expected[tie.id] = (
                    tie.ends(HOME)[1],
                    best.kind,
                    best.step,
                    best.date or None,
                    known,
                    len(taken),
                )
        found = ask(as_of=as_of)
        assert {
            row["tie"]: tuple(row[key] for key in ("place", "kind", "stage", "since", "known_by", "steps"))
            for row in found
        } == expected
        assert len(found) == len(expected)
        assert column(found, "place") == sorted(column(found, "place"))
    on = {row["place"]: row["stage"] for row in ask(as_of="2020-01-22")}
    assert (on["netanya"], on["durban"], on["busan"], on["trier"]) == ("intent", "intent", "target", "signed")


def counted(as_of: str) -> dict[str, tuple[set[str], set[str], set[str]]]:
    """Return by country: the signed ties, those of sister cities, and the other parties."""
    found: dict[str, tuple[set[str], set[str], set[str]]] = defaultdict(lambda: (set(), set(), set()))
    for tie, step in facts.signed_steps(HOME, as_of):
        other = tie.ends(HOME)[1]
        signed, sisters, partners = found[facts.country(other)]
        signed.add(tie.id)
        partners.add(other)
        if step.kind == "sister_city":
            sisters.add(tie.id)
    return found


@check("ties_by_continent")
def ties_by_continent(ask: Ask) -> None:
    for as_of in ("2015-08-11", "2023-12-05"):
        expected: dict[str | None, list[int]] = defaultdict(lambda: [0, 0])
        areas, partners = defaultdict(set), defaultdict(set)
        for code, (signed, sisters, others) in counted(as_of).items():
            entry = expected[facts.CONTINENTS.get(code)]
            entry[0] += len(signed)
            entry[1] += len(sisters)
            areas[facts.CONTINENTS.get(code)] |= {code} - {""}
            partners[facts.CONTINENTS.get(code)] |= others
        found = ask(as_of=as_of)
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
    for as_of in ("2019-12-31", "2024-12-31"):
        expected: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        dates = defaultdict(list)
        for tie in facts.ties_of(HOME):
            if tie.id in facts.REFUTED:
                continue
            for kind in {
                step.kind
                for step in tie.steps.values()
                if step.status != "set_aside" and step.taken_by(as_of)
            }:
                signature = tie.steps.get((kind, "signed"))
                signed = signature is not None and signature.taken_by(as_of)
                expected[kind][0 if signed else 1] += 1
                if signed and signature is not None and signature.date:
                    dates[kind].append(signature.date)
        found = ask(as_of=as_of)
        assert {row["kind"]: [row["signed"], row["under_way"]] for row in found} == expected
        assert all(
            (row["first"], row["last"])
            == (min(dates[row["kind"]], default=None), max(dates[row["kind"]], default=None))
            for row in found
        )
    assert {row["kind"]: row["signed"] for row in ask(as_of="2024-12-31")}["sister_city"] == 23


@check("ties_by_year")
def ties_by_year(ask: Ask) -> None:
    as_of = "2023-12-05"
    expected: dict[tuple[int | None, str], set[str]] = defaultdict(set)
    for tie, step in facts.signed_steps(HOME, as_of):
        expected[int(step.date[:4]) if step.date else None, step.kind].add(tie.ends(HOME)[1])
    found = ask(as_of=as_of)
    assert {(row["year"], row["kind"]): set(row["partners"]) for row in found} == expected
    assert all(row["ties"] == len(row["partners"]) for row in found)
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
    assert column(ask(partner="netanya"), "stage") == ["contact", "intent", "target", "signed"]
    assert ask(partner="vicenza") == []


@check("pending_ties")
def pending_ties(ask: Ask) -> None:
    for as_of in ("2010-01-01", "2016-06-30", "2020-01-22", "2024-12-31"):
        expected = {}
        for tie in facts.outward(HOME, places=True):
            taken = [
                step for step in tie.steps.values() if step.status != "set_aside" and step.taken_by(as_of)
            ]
            signatures = [step.begin for step in taken if step.step == "signed"]
            waiting = [
                step
                for step in taken
                if step.step in ("target", "intent") and not any(day >= step.begin for day in signatures)
            ]
            if waiting:
                best = max(waiting, key=lambda step: (facts.STAGES.index(step.step), step.begin))
                expected[tie.ends(HOME)[1]] = (best.kind, best.step, best.date or None)
        found = ask(as_of=as_of)
        assert {row["place"]: (row["kind"], row["stage"], row["since"]) for row in found} == expected
        assert column(found, "place") == sorted(expected)
    found = ask(as_of="2020-01-22")
    assert [(row["place"], row["stage"], row["commitments"]) for row in found] == [
        ("busan", "target", ["plan-02"]),
        ("durban", "intent", ["plan-03"]),
        ("netanya", "intent", ["plan-01"]),
    ]
    assert (found[0]["since"], found[0]["known_by"]) == (None, "2020-01-22")
    # Nine years later only Busan is still open.
    assert column(ask(as_of="2024-12-31"), "place") == ["busan"]


@check("anniversaries_of_ties")
def anniversaries_of_ties(ask: Ask) -> None:
    for year, every in ((2019, 5), (2020, 5), (2023, 10), (2024, 1)):
        expected = {}
        for tie in facts.outward(HOME, places=True):
            since = int(tie.signed[:4]) if tie.signed else year
            if since < year and (year - since) % every == 0:
                expected[tie.id] = (
                    tie.ends(HOME)[1],
                    tie.kind,
                    year - since,
                    f"{year}{tie.signed[4:]}" if len(tie.signed) == 10 else None,
                )
        found = ask(year=str(year), every=str(every))
        assert {
            row["tie"]: (row["place"], row["kind"], row["years"], row["day"]) for row in found
        } == expected
        days = [row["day"] or f"{year}-99" for row in found]
        assert days == sorted(days)
        for row in found:
            first, last = (day(facts.ties()[row["tie"]].signed) for day in (facts.first_day, facts.last_day))
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
    sisters = {
        year: {row["place"]: row["years"] for row in ask(year=str(year), kind="sister_city")}
        for year in (2019, 2020)
    }
    assert sisters[2020] == {"baltimore": 35, "zoetermeer": 15, "trier": 10}
    assert sisters[2019] == {"cebu-city": 35, "sunshine-coast": 20, "nice": 5, "marathon": 10}


@check("ties_without_contact")
def ties_without_contact(ask: Ask) -> None:
    for as_of, since in (("2024-12-31", ""), ("2024-12-31", "2020-01-01"), ("2019-12-31", "2019-07-01")):
        expected = {}
        for tie in {tie.id: tie for tie, _ in facts.signed_steps(HOME, as_of, places=True)}.values():
            found_contacts = facts.contacts(HOME, tie.ends(HOME)[1], as_of)
            if not found_contacts:
                expected[tie.id] = None
            elif since and found_contacts[0][0] < facts.first_day(since):
                expected[tie.id] = found_contacts[0][3]["date_start"]
        found = ask(as_of=as_of, since=since)
        assert {row["tie"]: row["last"] for row in found} == expected
        assert all(
            row["kind"] == facts.ties()[row["tie"]].kind
            and (row["signed"] or "") == facts.ties()[row["tie"]].signed
            for row in found
        )
        lasts = [row["last"] or "" for row in found]
        assert lasts == sorted(lasts)
    assert {row["place"] for row in ask(as_of="2024-12-31")} == {"kaunas", "ginowan"}


@check("port_links")
def port_links(ask: Ask) -> None:
    expected = {
        tie.id: tie
        for tie in facts.ties_of(HOME)
        if all(facts.label(party) == "Port" for party in tie.parties)
    }
    found = ask()
    assert sorted(column(found, "tie")) == sorted(expected)
    for row in found:
        tie = expected[row["tie"]]
        port = facts.by_id("ports")[row["other"]]
        assert (row["port"], row["other"]) == tie.ends(HOME)
        assert (row["kind"], row["status"], row["signed"] or "") == (tie.kind, tie.status, tie.signed)
        city = port["city_id"] if port["city_id"] and facts.label(port["city_id"]) == "City" else None
        assert (row["unlocode"], row["country"], row["city"]) == (
            port["unlocode"] or None,
            port["country_iso2"],
            city,
        )
    assert column(found, "port") == sorted(column(found, "port"))
    sisters = {row["other"] for row in found if row["kind"] == "sister_port" and row["status"] == "signed"}
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


@check("ties_of")
def ties_of(ask: Ask) -> None:
    for party in ("fujian", "xiamen", "xiamen-port", "org-xiamen-university", "san-marino-citta"):
        expected = {tie.id: tie for tie in facts.ties().values() if party in tie.parties}
        found = ask(id=party)
        assert sorted(column(found, "tie")) == sorted(expected)
        for row in found:
            tie = expected[row["tie"]]
            other = next(end for end in tie.parties if end != party)
            assert (row["party"], row["label"], row["kind"], row["status"]) == (
                other,
                facts.label(other),
                tie.kind,
                tie.status,
            )
            assert (row["name_en"], row["country"] or "", row["signed"] or "") == (
                facts.name(other, "en"),
                facts.country(other),
                tie.signed,
            )
    assert len(ask(id="fujian")) == 10


@check("imprecise_signatures")
def imprecise_signatures(ask: Ask) -> None:
    expected = {
        tie.id: ({0: "none", 4: "year", 7: "month"}[len(tie.signed)], len(tie.rows))
        for tie in facts.ties_of(HOME)
        if tie.status in ("signed", "opened") and len(tie.signed) < 10
    }
    found = ask()
    assert {row["tie"]: (row["precision"], row["statements"]) for row in found} == expected
    assert all((row["signed"] or "") == facts.ties()[row["tie"]].signed for row in found)
    assert [row["party"] for row in found if row["precision"] == "none"] == ["foz-do-iguacu"]
    # The date of every sister city is known to the day.
    assert not [row for row in found if row["kind"] == "sister_city"]

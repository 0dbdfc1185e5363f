"""Expected answers of queries on places, organisations, projects, plans and the network, from the tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import networkx as nx

from tests.independent.contacts import Contacts, contacts
from tests.queries import facts
from tests.queries.checking import DAYS, Ask, Record, check, clocks, column

HOME = "xiamen"
END = "2024-12-31"


# --- places -------------------------------------------------------------------------------------------------


@check("partner")
def partner(ask: Ask) -> None:
    for place in ("trier", "nice", "busan", "sarasota", "foz-do-iguacu", "kuching", "japan", "vicenza"):
        for as_of, known in DAYS:
            at_a_glance(ask(id=place, **clocks(as_of, known)), place, as_of, known)
    assert ask(id="nowhere") == []


def shared_with(place: str, as_of: str, known: str) -> Contacts:
    """Return the contacts of the home with a place."""
    found = contacts(facts.first_day(as_of), facts.first_day(known) if known else None)
    return found.get(place, Contacts(()))


def at_a_glance(found: list[Record], place: str, as_of: str, known: str) -> None:
    """Check the one row of a partner on a day."""
    [row] = found
    own = facts.parties(HOME)
    ties = sorted(
        (told.status == "refuted", facts.KINDS.index(told.reached[0]), tie.id, told)
        for tie in facts.ties().values()
        if place in tie.parties and {*tie.parties} & own and (told := facts.progress(tie, as_of, known))
    )
    shared = shared_with(place, as_of, known)
    city = facts.by_id("cities")[place]
    assert (row["place"], row["label"], row["country"], row["continent"]) == (
        place,
        facts.label(place),
        city["country_iso2"],
        facts.continent(place),
    )
    assert (row["name_en"], row["name_zh"]) == (facts.name(place, "en"), facts.name(place, "zh"))
    assert (row["lat"], row["lon"]) == (float(city["lat"]), float(city["lon"]))
    assert row["population"] == (int(city["population"]) if city["population"] else None)
    assert row["ties"] == [tie for _, _, tie, _ in ties]
    first = ties[0][3] if ties else None
    assert (row["kind"], row["status"], row["signed"]) == (
        (first.reached[0], first.status, first.reached[2] if first.reached[1] == "signed" else None)
        if first
        else (None, None, None)
    )
    counts = Counter(one.what for one in shared.held)
    assert (row["visits"], row["events"]) == (counts["visit"], counts["event"])
    last = shared.last
    assert (row["last_contact"], row["what"]) == ((last.start, last.what) if last else (None, None))
    assert (row["projects"], row["organisations"], row["ports"]) == belongings(place, as_of, known)


def belongings(place: str, as_of: str, known: str) -> tuple[int, int, int]:
    """Return the number of projects, organisations and ports of a place on a day."""
    return (
        sum(
            row["partner_place"] == place
            and facts.has_begun(row["date_start"], as_of)
            and facts.is_known(row, known)
            for row in facts.rows("projects")
        ),
        sum(row["place_id"] == place and is_there(row, as_of, known) for row in facts.rows("organisations")),
        sum(
            row["city_id"] == place and facts.label(place) == "City" and facts.is_known(row, known)
            for row in facts.rows("ports")
        ),
    )


def is_there(row: facts.Row, as_of: str, known: str) -> bool:
    """Whether an organisation exists on a day; without a recorded beginning it does on every day."""
    over = row["valid_to"] and facts.last_day(row["valid_to"]) <= facts.first_day(as_of)
    told = [entry for file in ("organisations", "organisations_2019") for entry in facts.file_rows(file)]
    told = [entry for entry in told if entry["id"] == row["id"]]
    told += [entry for entry in facts.rows("tie_actors") if row["id"] in (entry["id"], entry["same_as"])]
    return (
        facts.has_begun(row["valid_from"], as_of)
        and not over
        and any(facts.is_known(entry, known) for entry in told)
    )


@check("last_contacts")
def last_contacts(ask: Ask) -> None:
    for as_of, known in DAYS:
        expected = {}
        for tie, told in facts.outward_on(HOME, as_of, known, places=True):
            place = tie.ends(HOME)[1]
            shared = shared_with(place, as_of, known)
            counts, last = Counter(one.what for one in shared.held), shared.last
            said = (last.start, last.what, last.kind, last.id) if last else (None,) * 4
            numbers = (counts["visit"], counts["event"])
            assert place not in expected
            expected[place] = (tie.id, told.reached[0], told.status, *said, *numbers)
        found = ask(**clocks(as_of, known))
        keys = ("tie", "kind", "status", "last_contact", "what", "what_kind", "contact", "visits", "events")
        assert {row["place"]: tuple(row[key] for key in keys) for row in found} == expected
        assert len(found) == len(expected)
        lasts = [str(facts.first_day(row["last_contact"])) if row["last_contact"] else "" for row in found]
        assert lasts == sorted(lasts, reverse=True)
        assert all(row["country"] == facts.country(row["place"]) for row in found)
    lasts_then = {row["place"]: (row["last_contact"], row["what"]) for row in ask(as_of="2020-01-22")}
    assert tuple(lasts_then[place] for place in ("nice", "izmir", "netanya")) == (
        ("2019-10-22", "event"),
        ("2014-09-08", "visit"),
        (None, None),
    ), "signatures and letters of intent are no contact"
    year_only = {row["place"]: row["last_contact"] for row in ask()}["sunshine-coast"]
    assert year_only == "2019", "a date stays as its source has it"
    silent = {row["place"] for row in ask(as_of=END) if row["last_contact"] is None}
    assert {"kaunas", "ginowan", "almaty"} <= silent


@check("partners")
def partners(ask: Ask) -> None:
    for as_of, known in DAYS:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for tie, _ in facts.outward_on(HOME, as_of, known, places=True):
            counts[tie.ends(HOME)[1]]["ties"] += 1
        for row in facts.visits(HOME, "", as_of, known):
            for place in filter(facts.is_partner, facts.far(row, HOME)):
                counts[place][row["direction"]] += 1
        for row in facts.events(HOME, "", as_of, known):
            for place in filter(facts.is_partner, facts.event_places(row) - facts.inside(HOME)):
                counts[place]["events"] += 1
        found = ask(**clocks(as_of, known))
        assert {row["place"] for row in found} == set(counts)
        for row in found:
            assert [row[key] for key in ("ties", "inbound", "outbound", "events")] == [
                counts[row["place"]][key] for key in ("ties", "inbound", "outbound", "events")
            ], row["place"]
            assert (row["projects"], row["organisations"], row["ports"]) == belongings(
                row["place"], as_of, known
            )
            assert row["total"] == sum(
                row[key]
                for key in ("ties", "inbound", "outbound", "events", "projects", "organisations", "ports")
            )
            assert row["label"] == facts.label(row["place"])
        assert column(found, "total") == sorted(column(found, "total"), reverse=True)
    assert "macao" not in counts
    # Trier has one project less since the two rows of one garden are one.
    assert found[0]["place"] == "philippines"


@check("places")
def places(ask: Ask) -> None:
    found = {row["place"]: row for row in ask()}
    named = facts.by_id("cities")
    codes = {code for row in facts.rows("visits") for code in facts.parts(row["from_countries"])} | {
        code for row in named.values() for code in [row["country_iso2"]] if code
    }
    assert set(named) <= set(found)
    assert {facts.area_id(code) for code in codes} <= set(found)
    for as_of, known in DAYS:
        there = [
            tie
            for tie in facts.ties().values()
            if tie.id not in facts.REFUTED and facts.progress(tie, as_of, known)
        ]
        ties_then = Counter(party for tie in there for party in tie.parties)
        assert {row["place"]: row["ties"] for row in ask(**clocks(as_of, known)) if row["ties"]} == {
            party: number for party, number in ties_then.items() if facts.is_place(party)
        }
    ties = Counter(
        party for tie in facts.ties().values() if tie.id not in facts.REFUTED for party in tie.parties
    )
    for place, row in named.items():
        answer = found[place]
        assert (answer["label"], answer["country"] or "", answer["ties"]) == (
            facts.label(place),
            row["country_iso2"],
            ties[place],
        )
        assert (answer["name_en"], answer["name_zh"]) == (facts.name(place, "en"), facts.name(place, "zh"))
        assert (answer["lat"], answer["lon"]) == (
            (float(row["lat"]), float(row["lon"])) if row["lat"] else (None, None)
        )
    assert {row["place"] for row in ask(country="KR")} == {
        place for place, row in named.items() if row["country_iso2"] == "KR"
    }
    assert {row["place"] for row in ask(admin_level="district")} == {"xiamen-siming", "xiamen-jimei"}


@check("areas_at_a_glance")
def areas_at_a_glance(ask: Ask) -> None:
    kinds = ("ties", "sister_cities", "visits", "events")
    for as_of, known in DAYS:
        counts: dict[str, dict[str, set[str]]] = defaultdict(lambda: {kind: set() for kind in kinds})
        for tie, told in facts.outward_on(HOME, as_of, known, places=True):
            entry = counts[facts.country(tie.ends(HOME)[1])]
            entry["ties"].add(tie.id)
            if told.in_force and told.reached[0] == "sister_city":
                entry["sister_cities"].add(tie.id)
        for row in facts.visits(HOME, "", as_of, known):
            for place in facts.far(row, HOME):
                counts[facts.country(place)]["visits"].add(row["id"])
        for row in facts.events(HOME, "", as_of, known):
            for place in facts.event_places(row) - facts.inside(HOME):
                counts[facts.country(place)]["events"].add(row["id"])
        counts.pop("", None)  # a region of several countries belongs to none
        here = [rows for rows in posts_on(as_of, known).values() if rows[0]["seat"] in facts.inside(HOME)]
        found = ask(**clocks(as_of, known))
        expected = {
            code: [len(entry[kind]) for kind in kinds]
            + [sum(rows[0]["sending_country_iso2"] == code for rows in here)]
            for code, entry in counts.items()
        }
        assert {row["country"]: [row[kind] for kind in (*kinds, "consulates")] for row in found} == expected
        assert all(row["continent"] == facts.CONTINENTS[row["country"]] for row in found)
        assert column(found, "ties") == sorted(column(found, "ties"), reverse=True)
    # Countries that only the further rows of a happening name.
    assert {"VN", "TO", "WS"} <= {row["country"] for row in ask(as_of=END)}


def posts_on(as_of: str, known: str) -> dict[str, list[facts.Row]]:
    """Return the rows of the consulates and embassies of a day; one without a recorded opening is there."""
    by_post: dict[str, list[facts.Row]] = defaultdict(list)
    for row in facts.rows("consulates"):
        by_post[row["consulate_id"]].append(row)
    return {
        post: rows
        for post, rows in by_post.items()
        if facts.has_begun(max((row["opened"] for row in rows), key=len), as_of)
        and any(facts.is_known(row, known) for row in rows)
    }


# --- organisations ------------------------------------------------------------------------------------------


def met(name: str) -> list[facts.Row]:
    """Return the visits whose counterparts name an organisation."""
    return [
        row
        for row in facts.rows("visits")
        if not row["same_as"] and name in facts.parts(row["counterpart_orgs"])
    ]


@check("organisations_of_partner")
def organisations_of_partner(ask: Ask) -> None:
    for place in ("trier", "xiamen", "japan", "kaunas"):
        expected = {
            row["id"]: row
            for row in facts.rows("organisations")
            if row["place_id"] in facts.inside(place) and is_there(row, facts.RECORDED_ON, "")
        }
        found = ask(partner=place)
        assert sorted(column(found, "organisation")) == sorted(expected)
        for row in found:
            body = expected[row["organisation"]]
            assert (row["name_en"], row["name_zh"] or "", row["kind"], row["place"]) == (
                body["name_en"],
                body["name_zh"],
                body["kind"],
                body["place_id"],
            )
        assert column(found, "kind") == sorted(column(found, "kind"))
        for as_of, known in DAYS:
            assert set(column(ask(partner=place, **clocks(as_of, known)), "organisation")) == {
                row["id"]
                for row in facts.rows("organisations")
                if row["place_id"] in facts.inside(place) and is_there(row, as_of, known)
            }
    assert {row["organisation"]: row["visits"] for row in ask(partner="trier")}[
        "org-deutsch-chinesische-gesellschaft-trier"
    ] == len(met("Deutsch-Chinesische Gesellschaft Trier"))


@check("organisations_by_kind")
def organisations_by_kind(ask: Ask) -> None:
    blank = {"place_id": "", "valid_from": "", "valid_to": ""}
    actors = [row | blank for row in facts.rows("tie_actors") if not row["same_as"]]
    for as_of, known in DAYS:
        by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for row in [*facts.rows("organisations"), *actors]:
            if is_there(row, as_of, known):
                seat = 2 if not row["place_id"] else 0 if row["place_id"] in facts.inside(HOME) else 1
                by_kind[row["kind"]][seat] += 1
                by_kind[row["kind"]][3] += not row["valid_from"]
        found = ask(**clocks(as_of, known))
        keys = ("in_home", "elsewhere", "unplaced", "undated")
        assert {row["kind"]: [row[key] for key in keys] for row in found} == by_kind
        assert all(
            row["organisations"] == row["in_home"] + row["elsewhere"] + row["unplaced"] for row in found
        )
    # An organisation that has been dissolved is there before, and not after.
    gone = [row for row in facts.rows("organisations") if row["valid_to"]]
    assert sum(column(ask(), "organisations")) == 80 - len(gone)


@check("consulates")
def consulates(ask: Ask) -> None:
    by_post: dict[str, list[facts.Row]] = defaultdict(list)
    for row in facts.rows("consulates"):
        by_post[row["consulate_id"]].append(row)
    found = ask()
    assert sorted(column(found, "consulate")) == sorted(by_post)
    for row in found:
        said = by_post[row["consulate"]]
        assert (row["name_en"], row["name_zh"], row["kind"]) == (
            said[0]["name_en"],
            said[0]["name_zh"],
            said[0]["kind"],
        )
        assert (row["country"], row["seat"]) == (said[0]["sending_country_iso2"], said[0]["seat"])
        assert (row["opened"] or "") == max((entry["opened"] for entry in said), key=len)
        district = {part.lower() for entry in said for part in facts.parts(entry["district"])}
        assert {re.split(r"-", place)[-1] for place in row["district"]} == district
        if said[0]["seat"] in facts.inside(HOME):
            assert row["concerns_home"] == "seated"
        else:
            assert (row["concerns_home"] == "district") == ("fujian" in row["district"])
    for as_of, known in DAYS:
        assert sorted(column(ask(**clocks(as_of, known)), "consulate")) == sorted(posts_on(as_of, known))
    assert [row["consulate"].split("-")[2] for row in found[:3]] == ["philippines", "singapore", "thailand"]
    assert column(ask(country="US"), "consulate") == ["consulate-general-us-guangzhou"]


@check("organisations_met")
def organisations_met(ask: Ask) -> None:
    found = ask(to=END)
    rows = facts.visits(HOME, "", END)
    bodies = {row["name_en"]: row["id"] for row in facts.rows("organisations")} | {
        row["name_en"]: row["consulate_id"] for row in facts.rows("consulates")
    }
    starts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for body in {bodies[name] for name in facts.parts(row["counterpart_orgs"]) if name in bodies}:
            starts[body].append(row["date_start"])
    answers = {row["organisation"]: (row["visits"], row["last"]) for row in found}
    # The loader may know an organisation by further names, never by fewer.
    assert set(starts) <= set(answers)
    assert all(answers[body][0] >= len(days) for body, days in starts.items())
    assert answers["org-xiamen-university"] == (
        len(starts["org-xiamen-university"]),
        max(starts["org-xiamen-university"]),
    )
    early = {row["organisation"]: row["visits"] for row in ask(**clocks("2019-12-31", "2020-01-22"))}
    assert early["org-xiamen-university"] == sum(
        "Xiamen University" in facts.parts(row["counterpart_orgs"])
        for row in facts.visits(HOME, "", "2019-12-31", "2020-01-22")
    )
    assert column(found, "visits") == sorted(column(found, "visits"), reverse=True)
    assert {row["label"] for row in found} == {"Organisation", "Consulate"}


# --- projects -----------------------------------------------------------------------------------------------


@check("projects")
def projects(ask: Ask) -> None:
    rows = facts.rows("projects")
    found = ask()
    assert column(found, "project") == [
        row["id"] for row in sorted(rows, key=lambda row: (row["sector"], row["id"]))
    ]
    for row in found:
        project = facts.by_id("projects")[row["project"]]
        assert (row["name_en"], row["sector"], row["stage"]) == (
            project["name_en"],
            project["sector"],
            facts.stage_on(project, facts.RECORDED_ON),
        )
        assert (row["start"] or "", row["last_day"] or "") == (project["date_start"], project["date_end"])
        assert (row["partners"], row["areas"]) == (
            [project["partner_place"]],
            [facts.country(project["partner_place"])],
        )
    for as_of, known in DAYS:
        assert {row["project"]: row["stage"] for row in ask(**clocks(as_of, known))} == {
            row["id"]: facts.stage_on(row, as_of)
            for row in rows
            if facts.has_begun(row["date_start"], as_of) and facts.is_known(row, known)
        }
    assert {row["project"] for row in ask(sector="health")} == {
        row["id"] for row in rows if row["sector"] == "health"
    }
    assert {row["project"] for row in ask(partner="trier", status="completed")} == {
        row["id"] for row in rows if row["partner_place"] == "trier" and row["status"] == "completed"
    }


@check("projects_by_sector")
def projects_by_sector(ask: Ask) -> None:
    by_sector = defaultdict(list)
    for row in facts.rows("projects"):
        by_sector[row["sector"]].append(row)
    found = ask()
    expected = {
        sector: (
            len(rows),
            {facts.stage_on(row, facts.RECORDED_ON) for row in rows},
            sorted({row["partner_place"] for row in rows}),
        )
        for sector, rows in by_sector.items()
    }
    assert {
        row["sector"]: (row["projects"], set(row["stages"]), row["partners"]) for row in found
    } == expected
    for as_of, known in DAYS:
        assert {row["sector"]: row["projects"] for row in ask(**clocks(as_of, known))} == Counter(
            row["sector"]
            for row in facts.rows("projects")
            if facts.has_begun(row["date_start"], as_of) and facts.is_known(row, known)
        )
    assert column(found, "projects") == sorted(column(found, "projects"), reverse=True)


# --- plans --------------------------------------------------------------------------------------------------


def answers_of(plan_row: facts.Row) -> list[facts.Row]:
    """Return the outcomes of a commitment: those of the same verb and target.

    The one about the mechanism has no target in the plan.
    """
    return [
        row
        for row in facts.rows("outcomes")
        if row["commitment"] == plan_row["verb"]
        and (row["target"] == plan_row["target_place"] or row["commitment"] == "use_mechanism")
    ]


def had_come(outcome: facts.Row, due_year: str, as_of: str, known: str) -> bool:
    """Whether an outcome is shown on a day: once its date is over, or else once its source had appeared.

    That nothing was found only counts once the time is over.
    """
    day = facts.first_day(as_of)
    come = (
        facts.last_day(outcome["outcome_date"]) <= day
        if outcome["outcome_date"]
        else facts.known_on(outcome) <= day
    )
    waited = outcome["verdict"] == "not_found" and due_year and facts.last_day(due_year) >= day
    return come and not waited and facts.is_known(outcome, known)


def verdict_of(outcome: dict[str, str], due_year: str) -> str:
    """The verdict of an outcome: what was done after the year of its commitment is late."""
    late = bool(outcome["outcome_date"]) and outcome["outcome_date"][:4] > due_year
    return "done_late" if late and outcome["verdict"] == "done" else outcome["verdict"]


@check("commitments")
def commitments(ask: Ask) -> None:
    expected = [(row, outcome) for row in facts.rows("plan_2020") for outcome in answers_of(row) or [None]]
    found = ask()
    assert [(row["commitment"], row["outcome"]) for row in found] == [
        (row["id"], outcome["id"] if outcome else None) for row, outcome in expected
    ]
    for row, (commitment, outcome) in zip(found, expected, strict=True):
        assert (row["verb"], row["text"], row["due_year"]) == (
            commitment["verb"],
            commitment["commitment"],
            int(commitment["due_year"]),
        )
        assert commitment["target_place"] in (*row["targets"], "")
        assert (row["verdict"], row["date"] or "", row["result"]) == (
            (verdict_of(outcome, commitment["due_year"]), outcome["outcome_date"], outcome["outcome"])
            if outcome
            else (None, "", None)
        )
    assert len(set(column(found, "commitment"))) == 22
    for as_of, known in DAYS:
        assert [(row["commitment"], row["outcome"]) for row in ask(**clocks(as_of, known))] == [
            (row["id"], outcome["id"] if outcome else None)
            for row in facts.rows("plan_2020")
            if facts.known_on(row) <= facts.first_day(as_of) and facts.is_known(row, known)
            for outcome in [one for one in answers_of(row) if had_come(one, row["due_year"], as_of, known)]
            or [None]
        ]
    # On the first day of the plan nothing has come of it yet.
    assert {row["verdict"] for row in ask(as_of="2020-01-22")} == {None}
    assert ask(plan=found[0]["plan"]) == found
    assert ask(plan="no-such-plan") == []


@check("commitment_results")
def commitment_results(ask: Ask) -> None:
    best = ("done", "done_late", "partly", "extra", "not_found")
    by_verdict = defaultdict(list)
    for row in facts.rows("plan_2020"):
        verdicts = [verdict_of(outcome, row["due_year"]) for outcome in answers_of(row)]
        by_verdict[min(verdicts, key=best.index) if verdicts else None].append(row["id"])
    found = ask()
    assert {row["verdict"]: row["ids"] for row in found} == by_verdict
    assert {row["verdict"]: row["commitments"] for row in ask(as_of="2020-01-22")} == {None: 22}
    assert all(row["commitments"] == len(row["ids"]) for row in found)
    assert sum(column(found, "commitments")) == 22


@check("outcomes_beyond_plan")
def outcomes_beyond_plan(ask: Ask) -> None:
    answered = {outcome["id"] for row in facts.rows("plan_2020") for outcome in answers_of(row)}
    expected = [row for row in facts.rows("outcomes") if row["id"] not in answered]
    found = ask()
    assert [(row["outcome"], row["verdict"], row["targets"], row["result"]) for row in found] == [
        (row["id"], row["verdict"], [row["target"]], row["outcome"]) for row in expected
    ]
    for as_of, known in DAYS:
        assert column(ask(**clocks(as_of, known)), "outcome") == [
            row["id"] for row in expected if had_come(row, "", as_of, known)
        ]
    assert {row["targets"][0] for row in found if row["verdict"] == "extra"} == {
        "baltimore",
        "fortaleza",
        "santiago-metropolitan-region",
    }


@check("indicators")
def indicators(ask: Ask) -> None:
    found = ask()
    assert len(found) == 33
    given_by_id = facts.by_id("indicators_2019") | facts.by_id("indicators_2023")
    for row in found:
        given = given_by_id[row["indicator"]]
        assert (row["name"], row["given"], row["unit"], row["year"]) == (
            given["indicator"],
            given["value"],
            given["unit"],
            int(given["year"]),
        )
        assert (row["meaning"], row["source"]) == (given["meaning"], given["source"])
        assert row["value"] == (float(given["value"]) if given["value"].isdigit() else None)
    assert [row["given"] for row in found if row["value"] is None] == ["10+3"]
    assert column(ask(year="2020"), "indicator") == ["ind-fortune500", "ind-past-five-years"]
    assert {row["name"]: row["value"] for row in found}["inbound_groups"] == 205
    for as_of, known in DAYS:
        assert set(column(ask(**clocks(as_of, known)), "indicator")) == {
            row["id"]
            for row in given_by_id.values()
            if row["year"] <= as_of[:4] and facts.is_known(row, known)
        }


# --- programmes, functions, sites, quotas, documents --------------------------------------------------------


def of_sample(found: list[Record], name: str, cells: dict[str, str], lists: dict[str, str]) -> None:
    """Check that the answer gives every row of a table unchanged.

    ``cells`` and ``lists`` map columns of the answer to columns of the table.
    """
    given = facts.by_id(name)
    key = name.removesuffix("s")
    assert sorted(column(found, key)) == sorted(given)
    for row in found:
        told = given[row[key]]
        assert {entry: str(row[entry] or "") for entry in ("name_en", "name_zh", "note", *cells)} == {
            entry: told[cells.get(entry, entry)] for entry in ("name_en", "name_zh", "note", *cells)
        }
        assert {entry: row[entry] for entry in lists} == {
            entry: sorted(facts.parts(told[name])) for entry, name in lists.items()
        }


def known_then(ask: Ask, name: str) -> None:
    """Check that an answer has the rows of a table that were known by a day."""
    for known in ("2018-12-31", "2020-01-22", "2023-01-01"):
        assert set(column(ask(known_as_of=known), name.removesuffix("s"))) == {
            row["id"] for row in facts.rows(name) if facts.is_known(row, known)
        }


@check("programmes")
def programmes(ask: Ask) -> None:
    found = ask()
    of_sample(found, "programmes", {"kind": "kind"}, {"includes": "includes"})
    assert [(row["kind"], row["programme"]) for row in found] == sorted(
        (row["kind"], row["programme"]) for row in found
    )
    assert set(column(ask(kind="strategy"), "kind")) == {"strategy"}
    assert len({row["programme"]: row for row in found}["programme-sister-city-plus"]["includes"]) == 4
    known_then(ask, "programmes")
    assert ask(home="trier") == []


@check("functions")
def functions(ask: Ask) -> None:
    found = ask()
    of_sample(
        found,
        "functions",
        {"transferred": "transferred"},
        {"holders": "holder", "former_holders": "former_holder"},
    )
    moved = {row["function"]: row["holders"] for row in found if row["former_holders"]}
    assert len(moved) == 5 and sum(not holders for holders in moved.values()) == 3, (
        "to whom three of them passed is not recorded"
    )
    before = {row["function"]: row for row in ask(as_of="2018-01-01")}
    assert len(before) == len(found)
    for row in found:
        if row["former_holders"] and row["transferred"] and row["transferred"] > "2018-01-01":
            earlier = before[row["function"]]
            assert (earlier["holders"], earlier["former_holders"]) == (row["former_holders"], [])
    known_then(ask, "functions")
    assert ask(home="trier") == []


@check("sites")
def sites(ask: Ask) -> None:
    found = ask()
    of_sample(found, "sites", {"kind": "kind"}, {"places": "place", "visits": "seen_by"})
    assert column(ask(kind="community"), "site") == ["site-guanren-community", "site-qianpu-east-community"]
    assert {row["site"] for row in found if "visit-0120" in row["visits"]} == {
        "site-maluan-bay",
        "site-eastern-coastal-area",
        "site-zhangzhou-investment-zone",
    }
    assert not any("visit-0120" in row["visits"] for row in ask(as_of="2015-12-31"))
    known_then(ask, "sites")
    assert ask(home="trier") == []


@check("quotas")
def quotas(ask: Ask) -> None:
    found = ask()
    for row in found:
        row["share"] = f"{row['share']:g}" if row["share"] is not None else ""
    cells = {name: name for name in ("kind", "category", "year", "share", "valid_from")}
    of_sample(found, "quotas", cells, {"holders": "holder"})
    assert all(row["groups"] is row["persons"] is row["valid_to"] is None for row in found)
    assert column(ask(year="2019"), "quota") == column(found, "quota")
    known_then(ask, "quotas")
    assert column(ask(year="2021"), "quota") == ["quota-xiamen-airlines"], "an authority stays in force"
    assert ask(year="2018") == ask(home="trier") == []


@check("documents")
def documents(ask: Ask) -> None:
    found = ask()
    of_sample(found, "documents", {"kind": "kind", "date": "date"}, {"issuers": "issued_by"})
    assert set(column(ask(kind="handbook"), "kind")) == {"handbook"}
    assert all(row["document_no"] is None for row in found)
    known_then(ask, "documents")
    assert set(column(ask(as_of="2018-12-31"), "document")) == {
        row["id"] for row in facts.rows("documents") if facts.has_begun(row["date"], "2018-12-31")
    }
    assert ask(home="trier") == []


# --- network ------------------------------------------------------------------------------------------------


def network() -> nx.Graph:
    """Return the graph of places, ports, organisations, consulates, ties and projects in the tables."""
    graph = nx.Graph()
    for row in facts.rows("cities"):
        if row["country_iso2"] and row["id"] not in facts.AREAS:
            graph.add_edge(row["id"], facts.area_id(row["country_iso2"]))
    graph.add_edges_from((row["part"], row["whole"]) for row in facts.rows("place_parts"))
    graph.add_edges_from((tie.id, party) for tie in facts.ties().values() for party in tie.parties)
    graph.add_edges_from(
        (row["id"], row["place_id"]) for row in facts.rows("organisations") if row["place_id"]
    )
    graph.add_edges_from(
        (row["id"], row["succeeds"]) for row in facts.rows("organisations") if row["succeeds"]
    )
    graph.add_edges_from(
        (row["id"], row["city_id"] or facts.area_id(row["country_iso2"])) for row in facts.rows("ports")
    )
    graph.add_edges_from((row["id"], row["partner_place"]) for row in facts.rows("projects"))
    graph.add_edges_from(
        (row["id"], member) for row in facts.rows("mechanisms") for member in facts.parts(row["members"])
    )
    regions = {row["name_en"].removesuffix(" Province"): row["id"] for row in facts.rows("cities")}
    for row in facts.rows("consulates"):
        graph.add_edges_from(
            [
                (row["consulate_id"], row["seat"]),
                (row["consulate_id"], facts.area_id(row["sending_country_iso2"])),
                *((row["consulate_id"], regions[name]) for name in facts.parts(row["district"])),
            ]
        )
    return graph


@check("path")
def path(ask: Ask) -> None:
    graph = network()
    for begin, goal in (
        (HOME, "trier"),
        (HOME, "vicenza"),
        ("trier", "sasebo"),
        ("hirado", "cork"),
        (HOME, "ganzhou"),
        ("morocco", "cardiff"),
    ):
        found = ask(**{"from": begin, "to": goal})
        stops = column(found, "id")
        assert column(found, "position") == list(range(1, len(found) + 1))
        assert (stops[0], stops[-1]) == (begin, goal)
        shortest = sorted(nx.all_shortest_paths(graph, begin, goal), key=" ".join)
        assert len(stops) == len(shortest[0]), (stops, shortest[0])
        assert stops in shortest
        assert [row["relation"] is None for row in found] == [False] * (len(found) - 1) + [True]
    assert column(ask(to="vicenza"), "id") == [HOME, "tie-valenza--xiamen", "valenza", "italy", "vicenza"]
    assert column(ask(to="vicenza"), "relation") == ["BETWEEN", "BETWEEN", "IN", "IN", None]
    assert column(ask(to="kuching"), "status")[1] == "refuted"
    assert ask(to=HOME) == ask(to="europe") == []


@check("common_partners")
def common_partners(ask: Ask) -> None:
    def partners_of(
        home: str, without: frozenset[str], as_of: str = facts.RECORDED_ON, known: str = ""
    ) -> dict[str, str]:
        own = facts.inside(home) - without
        found = {}
        for tie in facts.ties().values():
            mine = {*tie.parties} & own
            if (
                tie.family == "relation"
                and len(mine) == 1
                and (told := facts.progress(tie, as_of, known))
                and told.status != "refuted"
            ):
                found[next(iter({*tie.parties} - mine))] = tie.id
        return found

    mine = partners_of(HOME, frozenset())
    theirs = partners_of("fujian", facts.inside(HOME))
    found = ask(other="fujian")
    assert {row["place"]: (row["home_tie"], row["other_tie"]) for row in found} == {
        place: (mine[place], theirs[place]) for place in {*mine} & {*theirs}
    }
    assert column(found, "place") == ["odisha", "south-jeolla"]
    for row in found:
        for side in ("home", "other"):
            told = facts.progress(facts.ties()[row[f"{side}_tie"]], facts.RECORDED_ON)
            assert told is not None
            assert (row[f"{side}_kind"], row[f"{side}_status"]) == (told.reached[0], told.status)
    for as_of, known in DAYS:
        mine = partners_of(HOME, frozenset(), as_of, known)
        theirs = partners_of("fujian", facts.inside(HOME), as_of, known)
        assert set(column(ask(other="fujian", **clocks(as_of, known)), "place")) == {*mine} & {*theirs}
    # The answer is symmetric.
    assert {row["place"]: (row["other_tie"], row["home_tie"]) for row in ask(home="fujian", other=HOME)} == {
        row["place"]: (row["home_tie"], row["other_tie"]) for row in found
    }
    # The twinning of a neighbouring county is no tie of the home.
    assert ask(other="nanjing-county") == []


@check("neighbours")
def neighbours(ask: Ask) -> None:
    found = ask(id="trier")
    by_relation: dict[str, set[str]] = defaultdict(set)
    for row in found:
        by_relation[row["relation"]].add(row["neighbour"])
    visits = facts.rows("visits")
    assert by_relation["BASED_IN"] == {
        row["id"] for row in facts.rows("organisations") if row["place_id"] == "trier"
    }
    assert by_relation["FROM_PLACE"] == {row["id"] for row in visits if row["from_place"] == "trier"}
    assert by_relation["TO_PLACE"] == {row["id"] for row in visits if row["to_place"] == "trier"}
    assert by_relation["HELD_IN"] == {row["id"] for row in facts.rows("events") if row["place"] == "trier"}
    assert by_relation["JOINED_BY"] == {
        row["id"] for row in facts.rows("events") if "trier" in facts.guests(row)
    }
    assert by_relation["INVOLVES"] == {
        row["id"] for row in facts.rows("projects") if row["partner_place"] == "trier"
    }
    assert by_relation["IN"] == {"germany"}
    assert [(row["way"], row["name_en"], row["country"]) for row in found if row["relation"] == "IN"] == [
        ("out", None, "DE")
    ]
    assert by_relation["BETWEEN"] == {"tie-trier--xiamen"}
    assert {row["way"] for row in found if row["relation"] != "IN"} == {"in"}
    tie = {(row["relation"], row["neighbour"]) for row in ask(id="tie-trier--xiamen")}
    assert {("BETWEEN", "trier"), ("BETWEEN", HOME)} <= tie
    assert {place for relation, place in tie if relation == "STEP_OF"} == {
        step.id for step in facts.ties()["tie-trier--xiamen"].steps.values()
    }


@check("channels_without_tie")
def channels_without_tie(ask: Ask) -> None:
    for as_of, known in DAYS:
        found = ask(**clocks(as_of, known))
        expected = channels(as_of, known)
        keys = ("consulates", "ports", "organisations")
        assert {row["country"]: {key: row[key] for key in keys} for row in found} == expected
        assert column(found, "country") == sorted(expected)
        posts = {
            post for post, rows in posts_on(as_of, known).items() if not any(row["opened"] for row in rows)
        }
        assert all({*row["undated"]} == {*row["consulates"]} & posts for row in found)
    assert "SG" in column(ask(as_of=END), "country")


def channels(as_of: str, known: str) -> dict[str, dict[str, list[str]]]:
    """Return the channels of a day by the countries with which there is no tie in force."""
    own, places = facts.parties(HOME), facts.inside(HOME)
    found: dict[str, dict[str, set[str]]] = defaultdict(
        lambda: {"consulates": set(), "ports": set(), "organisations": set()}
    )
    for post, rows in posts_on(as_of, known).items():
        if rows[0]["seat"] in places:
            found[rows[0]["sending_country_iso2"]]["consulates"].add(post)
    for tie in facts.ties_of(HOME):
        told = facts.progress(tie, as_of, known)
        for party in {*tie.parties} - own if told and told.status != "refuted" else ():
            body = facts.by_id("organisations").get(party)
            if body and not facts.has_begun(body["valid_from"], as_of):
                continue
            if facts.label(party) in ("Port", "Organisation") and facts.country(party):
                key = "ports" if facts.label(party) == "Port" else "organisations"
                found[facts.country(party)][key].add(party)
    tied = {
        facts.country(tie.ends(HOME)[1]) for tie, _ in facts.signed_steps(HOME, as_of, known, places=True)
    } | {facts.country(HOME), *facts.OUTSIDE}
    return {
        code: {key: sorted(ids) for key, ids in entry.items()}
        for code, entry in found.items()
        if code not in tied
    }


@check("links")
def links(ask: Ask) -> None:
    found = ask()
    partners = column(found, "partner")
    assert [row["strength"] for row in found] == sorted((row["strength"] for row in found), reverse=True)
    assert len(partners) == len(set(partners))
    signed = {
        party
        for tie in facts.ties_of(HOME)
        if tie.family == "relation" and tie.status == "signed"
        for party in tie.parties
    } - facts.parties(HOME)
    assert {party for party in signed if facts.country(party) != "CN"} <= set(partners)
    assert {row["as_of"] for row in found} == {"2026-11-23"}
    assert all(row["current"] and 0 <= row["strength"] <= 100 and 0 <= row["evidence"] <= 1 for row in found)
    assert {row["country"] for row in found if row["partner"] == "japan"} == {"JP"}
    [numbers] = {row["config_hash"] for row in found}
    assert ask(numbers=numbers) == found
    assert not any(row["current"] for row in ask(numbers="000000000000"))

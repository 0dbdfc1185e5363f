"""Claims to nodes: facts resolved from all that is said of them, the statements themselves, their sources and the countries and areas they name."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph import areas
from graph.naming import Naming
from ingest.datasets import table_of
from ingest.folder import Office
from ingest.resolve import Said, contradictions_between, resolve
from ingest.staging import NEW, VANISHED, Staged, Staging, statement_id, to_text

#: Collection and table of what is known of countries and areas by their code alone.
REFERENCE = ("reference", "areas")

PackedLink = tuple[str, str, str, Mapping[str, Any]]


class Assembly:
    """Turns the claims on a workbench into nodes with digests.

    :param recorded: day on which new statements are recorded, ISO
    :param known_areas: code to the day on which its reference statement was recorded before
    """

    def __init__(self, staging: Staging, offices: Mapping[str, Office], naming: Naming, recorded: str, known_areas: Mapping[str, str]) -> None:
        self._staging = staging
        self._offices = offices
        self._naming = naming
        self._recorded = recorded
        self._known_areas = known_areas
        self._sources: dict[str, tuple[str, str]] = {}

    def run(self, area_codes: set[str]) -> None:
        """Make all nodes."""
        db = self._staging.db
        self._add_areas(area_codes)
        db.execute("CREATE INDEX IF NOT EXISTS claim_id ON claim (label, id)")
        self._resolve_sources()
        self._resolve_facts()
        db.execute("CREATE INDEX IF NOT EXISTS contradiction_owner ON contradiction (owner)")
        for staged in self._staging.records():
            self._add_statement(staged)

    def _add_areas(self, codes: set[str]) -> None:
        """One statement of the reference source for every country or area that is named."""
        db = self._staging.db
        known = {
            row[0]: row[1] for row in db.execute("SELECT json_extract(vals, '$.iso2'), id FROM claim WHERE label = 'CountryOrArea' AND vals LIKE '%iso2%'")
        }
        codes = codes | {code for code in known if code}
        if not codes:
            return
        title, publisher, version = areas.provenance()
        self._add_node(
            "Source", areas.SOURCE_ID, {"title": f"{title} {version}", "publisher": publisher, "grade": "B", "disclosure": "public", "language": "en"}, []
        )
        self._sources[areas.SOURCE_ID] = ("B", "")
        for code in sorted(codes):
            area = areas.AREAS[code]
            node = known.get(code, f"country-{code.lower()}")
            values = {"iso2": code, "iso3": area.iso3, "m49": area.m49, "continent": area.continent}
            # Sequence 0 stands for the reference statement.
            db.execute("INSERT INTO claim VALUES (?,?,?,?,?,?)", (node, "CountryOrArea", 0, 0, to_text(values), "[]"))
            statement = {"collection": REFERENCE[0], "dataset": REFERENCE[1], "row": code, "locator": code, "values": to_text(values)}
            links: list[PackedLink] = [("SAYS", "CountryOrArea", node, {}), ("FROM_SOURCE", "Source", areas.SOURCE_ID, {})]
            before = self._known_areas.get(code)
            self._add_node("Statement", statement_id(*REFERENCE, code), statement, links, recorded=before or self._recorded, fresh=before is None)

    def _resolve_sources(self) -> None:
        """Sources first: what all others say is weighed by them."""
        for node_id, said, links in self._grouped("label = 'Source'"):
            del links
            best = max(said, key=lambda entry: entry.statement)
            values = dict(best.values)
            office = self._offices.get(best.statement.removeprefix("s:").partition("/")[0])
            values.setdefault("disclosure", office.disclosure if office else "internal")
            self._sources[node_id] = (values.get("grade", ""), values.get("date", ""))
            self._add_node("Source", node_id, values, [])

    def _resolve_facts(self) -> None:
        labels = [row[0] for row in self._staging.db.execute("SELECT DISTINCT label FROM claim WHERE label <> 'Source' ORDER BY label")]
        for label in labels:
            for node_id, said, links in self._grouped("label = ?", (label,)):
                resolved = resolve(label, said, self._decisions(label, node_id, links, said))
                self._add_node(label, node_id, resolved.values, resolved.links)
                for found in resolved.contradictions:
                    self._contradict(found.first, found.second, found.property, node_id)
                for relation, target_label, target, _ in resolved.links:
                    if relation == "SAME_AS":
                        self._compare(label, node_id, said, target_label, target)

    def _compare(self, label: str, node_id: str, said: list[Said], target_label: str, target: str) -> None:
        for _, others, _ in self._grouped("label = ? AND id = ?", (target_label, target)):
            for one, other in itertools.product(said, others):
                first, second = sorted((one, other), key=lambda entry: entry.statement)
                for found in contradictions_between(label, first, second):
                    self._contradict(found.first, found.second, found.property, node_id)

    def _contradict(self, first: str, second: str, name: str, fact: str) -> None:
        self._staging.db.execute("INSERT INTO contradiction VALUES (?,?,?,?)", (first, second, name, fact))

    def _decisions(self, label: str, node_id: str, links: Sequence[PackedLink], said: list[Said]) -> dict[str, str]:
        if label == "CountryOrArea":
            iso2 = next((entry.values["iso2"] for entry in said if entry.values.get("iso2")), "")
            if not iso2:
                return {}
            # What a country or area is called is the naming profile's business, never a file's or a library's.
            names = {"name_en": self._naming.area_name(iso2, "en"), "name_zh": self._naming.area_name(iso2, "zh")}
            return names if self._naming.in_remit(iso2) else names | {"name_local": names["name_zh"]}
        tie = node_id if label == "Tie" else next((target for relation, _, target, _ in links if relation == "STEP_OF"), "") if label == "TieStep" else ""
        return dict(self._staging.db.execute("SELECT property, value FROM decision WHERE id = ?", (tie,)).fetchall()) if tie else {}

    def _grouped(self, where: str, parameters: tuple[object, ...] = ()) -> Iterator[tuple[str, list[Said], list[PackedLink]]]:
        """Claims by node, with who makes them."""
        rows = self._staging.db.execute(
            "SELECT c.id, c.vals, c.links, c.seq, r.collection, r.dataset, r.row, json_extract(r.vals, '$.source') "
            f"FROM claim c LEFT JOIN record r ON r.seq = c.seq WHERE {where} ORDER BY c.label, c.id, c.seq, c.place",
            parameters,
        )
        for node_id, group in itertools.groupby(rows, key=lambda row: row[0]):
            said, links = [], []
            for _, vals, packed, seq, collection, dataset, row, named in group:
                if seq == 0:
                    statement, source = statement_id(*REFERENCE, json.loads(vals)["iso2"]), areas.SOURCE_ID
                else:
                    statement, source = statement_id(collection, dataset, row), named or _register(collection, dataset)
                own: list[PackedLink] = [(relation, label, target, properties) for relation, label, target, properties in json.loads(packed)]
                links += own
                grade, published = self._sources.get(source, ("A", ""))
                said.append(Said(statement, source, grade, published, json.loads(vals), own))
            yield node_id, said, links

    def _add_statement(self, staged: Staged) -> None:
        record, table = staged.record, table_of(staged.record.dataset)
        if table is None:
            return
        db = self._staging.db
        if table.name == "sources":
            source = record.row
        else:
            source = record.text("source") if table.sourced and record.text("source") else _register(staged.collection, record.dataset)
            if source not in self._sources:
                self._add_register(staged, source)
        values: dict[str, Any] = {
            "collection": staged.collection,
            "dataset": record.dataset,
            "row": record.row,
            "locator": record.text("locator") or staged.locator or record.row,
            "values": to_text(dict(record.cells)),
        }
        if spoken := next((str(record.values[column]) for column in table.valid_on if column in record.values), ""):
            values["valid_on"] = spoken
        if published := self._sources[source][1]:
            values["published_on"] = published
        said = db.execute("SELECT DISTINCT label, id FROM claim WHERE seq = ?", (staged.seq,)).fetchall()
        links: list[PackedLink] = [("SAYS", label, node_id, {}) for label, node_id in said]
        links.append(("FROM_SOURCE", "Source", source, {}))
        own = statement_id(staged.collection, record.dataset, record.row)
        contradicted = db.execute("SELECT DISTINCT other, property, fact FROM contradiction WHERE owner = ?", (own,)).fetchall()
        links += [("CONTRADICTS", "Statement", other, {"property": name, "fact": fact}) for other, name, fact in contradicted]
        recorded, fresh = staged.recorded, False
        if staged.origin == NEW:
            before = db.execute(
                "SELECT recorded, cells FROM record WHERE origin = ? AND collection = ? AND dataset = ? AND row = ?",
                (VANISHED, staged.collection, record.dataset, record.row),
            ).fetchone()
            fresh = before is None or json.loads(before[1]) != dict(record.cells)
            recorded = self._recorded if fresh else before[0]
        self._add_node("Statement", own, values, links, recorded=recorded, fresh=fresh)

    def _add_register(self, staged: Staged, source: str) -> None:
        """The office's own table as a source: an own record, to be seen inside the office."""
        office = self._offices.get(staged.collection)
        self._sources[source] = ("A", "")
        values = {
            "title": f"{staged.collection}: {staged.record.dataset}",
            "grade": "A",
            "disclosure": office.disclosure if office else "internal",
            "reliability": "register of the office itself",
        }
        self._add_node("Source", source, values, [])

    def _add_node(self, label: str, node_id: str, values: Mapping[str, Any], links: Sequence[PackedLink], *, recorded: str = "", fresh: bool = False) -> None:
        filled = {name: value for name, value in values.items() if value not in (None, "", [])}
        ordered = sorted((list(link) for link in links), key=to_text)
        texts = to_text(filled), to_text(ordered)
        digest = hashlib.blake2b("\x1e".join((label, node_id, *texts)).encode(), digest_size=12).hexdigest()
        self._staging.db.execute("INSERT OR REPLACE INTO node VALUES (?,?,?,?,?,?,?)", (node_id, label, digest, *texts, recorded, int(fresh)))


def _register(collection: str, dataset: str) -> str:
    return f"register-{collection}-{dataset}"

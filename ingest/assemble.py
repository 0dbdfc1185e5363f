"""Claims to nodes: facts resolved from all that is said of them, the statements themselves, their sources and the countries and areas they name."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

from graph import areas
from graph.naming import Naming
from ingest.datasets import table_of
from ingest.folder import Office
from ingest.resolve import Said, contradictions_between, resolve
from ingest.staging import NEW, OWN_RECORD, VANISHED, PackedLink, Staged, Staging, pack, source_of, statement_id, to_text, unpack

#: Collection and table of what is known of countries and areas by their code alone.
REFERENCE = ("reference", "areas")
#: Title of the source of what was entered by hand; one title for readers of both languages, as sources have one.
OWN_TITLE = "本单位手工登记 Own record of the office, entered by hand"


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
        self._decided: dict[str, dict[str, str]] = {}

    def run(self, named_areas: Mapping[str, str]) -> None:
        """Make all nodes.

        :param named_areas: codes of countries and areas that rows name, and the id of the node that each leads to
        """
        db = self._staging.db
        self._add_areas(named_areas)
        db.execute("CREATE INDEX IF NOT EXISTS claim_id ON claim (label, id, seq, place)")
        self._resolve_sources()
        self._resolve_facts()
        self._staging.flush()
        db.execute("CREATE INDEX IF NOT EXISTS contradiction_owner ON contradiction (owner)")
        for staged, said in self._spoken():
            self._add_statement(staged, said)
        self._staging.flush()

    def _add_areas(self, named: Mapping[str, str]) -> None:
        """One statement of the reference source for every country or area that is named."""
        db = self._staging.db
        claims = db.execute("SELECT id, content FROM claim WHERE label = 'CountryOrArea' ORDER BY id, statement, place")
        nodes = {iso2: node_id for node_id, content in claims if (iso2 := unpack(content)[0].get("iso2"))} | dict(named)
        if not nodes:
            return
        title, publisher, version = areas.provenance()
        self._add_node(
            "Source", areas.SOURCE_ID, {"title": f"{title} {version}", "publisher": publisher, "grade": "B", "disclosure": "public", "language": "en"}, []
        )
        self._sources[areas.SOURCE_ID] = ("B", "")
        for code, node in sorted(nodes.items()):
            area = areas.AREAS[code]
            values = {"iso2": code, "iso3": area.iso3, "m49": area.m49, "continent": area.continent}
            own = statement_id(*REFERENCE, code)
            # Sequence 0 stands for the reference statement.
            db.execute("INSERT INTO claim VALUES (?,?,?,?,?,?,?)", (node, "CountryOrArea", 0, 0, pack((values, [])), own, areas.SOURCE_ID))
            statement = {"collection": REFERENCE[0], "dataset": REFERENCE[1], "row": code, "locator": code, "values": to_text(values)}
            links: list[PackedLink] = [("SAYS", "CountryOrArea", node, {}), ("FROM_SOURCE", "Source", areas.SOURCE_ID, {})]
            before = self._known_areas.get(code)
            self._add_node("Statement", own, statement, links, recorded=before or self._recorded, fresh=before is None)

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
        for fact, name, value in self._staging.db.execute("SELECT id, property, value FROM decision ORDER BY decided_on, statement"):
            self._decided[fact] = self._decided.get(fact, {}) | {name: value}  # the latest holds
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
        self._staging.insert("INSERT INTO contradiction VALUES (?,?,?,?)", (first, second, name, fact))

    def _decisions(self, label: str, node_id: str, links: Sequence[PackedLink], said: list[Said]) -> dict[str, str]:
        if label == "CountryOrArea":
            iso2 = next((entry.values["iso2"] for entry in said if entry.values.get("iso2")), "")
            if not iso2:
                return {}
            # What a country or area is called is the naming profile's business, never a file's or a library's.
            names = {"name_en": self._naming.area_name(iso2, "en"), "name_zh": self._naming.area_name(iso2, "zh")}
            return names if self._naming.in_remit(iso2) else names | {"name_local": names["name_zh"]}
        tie = next((target for relation, _, target, _ in links if relation == "STEP_OF"), "") if label == "TieStep" else ""
        return self._decided.get(tie, {}) | self._decided.get(node_id, {})

    def _grouped(self, where: str, parameters: tuple[object, ...] = ()) -> Iterator[tuple[str, list[Said], list[PackedLink]]]:
        """Claims by node, with who makes them."""
        rows = self._staging.db.execute(f"SELECT id, content, statement, source FROM claim WHERE {where} ORDER BY label, id, seq, place", parameters)
        for node_id, group in itertools.groupby(rows, key=itemgetter(0)):
            said, links = [], []
            for _, content, statement, source in group:
                values, own = unpack(content)
                links += own
                grade, published = self._sources.get(source, ("A", ""))
                said.append(Said(statement, source, grade, published, values, own))
            yield node_id, said, links

    def _spoken(self) -> Iterator[tuple[Staged, set[tuple[str, str]]]]:
        """Active records with the labels and ids of the nodes they speak of."""
        claims = itertools.groupby(self._staging.db.execute("SELECT seq, label, id FROM claim WHERE seq > 0 ORDER BY seq"), key=itemgetter(0))
        seq, group = next(claims, (0, iter(())))
        for staged in self._staging.records():
            said: set[tuple[str, str]] = set()
            if seq == staged.seq:
                said = {(label, node_id) for _, label, node_id in group}
                seq, group = next(claims, (0, iter(())))
            yield staged, said

    def _add_statement(self, staged: Staged, said: set[tuple[str, str]]) -> None:
        record, table = staged.record, table_of(staged.record.dataset)
        if table is None:
            return
        db = self._staging.db
        if table.name == "sources":
            source = record.row
        else:
            source = source_of(staged.collection, record)
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
        links: list[PackedLink] = [("SAYS", label, node_id, {}) for label, node_id in said]
        links.append(("FROM_SOURCE", "Source", source, {}))
        own = staged.statement
        contradicted = db.execute("SELECT DISTINCT other, property, fact FROM contradiction WHERE owner = ?", (own,)).fetchall()
        links += [("CONTRADICTS", "Statement", other, {"property": name, "fact": fact}) for other, name, fact in contradicted]
        recorded, fresh = staged.recorded, False
        if staged.origin == NEW:
            before = db.execute(
                "SELECT recorded, content FROM record WHERE origin = ? AND collection = ? AND dataset = ? AND row = ?",
                (VANISHED, staged.collection, record.dataset, record.row),
            ).fetchone()
            fresh = before is None or unpack(before[1])[1] != record.cells
            recorded = self._recorded if fresh else before[0]
        self._add_node("Statement", own, values, links, recorded=recorded, fresh=fresh)

    def _add_register(self, staged: Staged, source: str) -> None:
        """The office's own table as a source: an own record, to be seen inside the office."""
        office = self._offices.get(staged.collection)
        self._sources[source] = ("A", "")
        values = {
            "title": OWN_TITLE if staged.collection.startswith(OWN_RECORD) else f"{staged.collection}: {staged.record.dataset}",
            "grade": "A",
            "disclosure": office.disclosure if office else "internal",
            "reliability": "register of the office itself",
        }
        self._add_node("Source", source, values, [])

    def _add_node(self, label: str, node_id: str, values: Mapping[str, Any], links: Sequence[PackedLink], *, recorded: str = "", fresh: bool = False) -> None:
        filled = {name: value for name, value in values.items() if value not in (None, "", [])}
        ordered = sorted((_text(link), link) for link in links)
        text = "\x1e".join((label, node_id, to_text(filled), f"[{','.join(text for text, _ in ordered)}]"))
        digest = hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
        row = (node_id, label, digest, len(ordered), recorded, int(fresh), pack((filled, [link for _, link in ordered])))
        self._staging.insert("INSERT OR REPLACE INTO node VALUES (?,?,?,?,?,?,?)", row)


def _text(link: PackedLink) -> str:
    """A link as canonical JSON."""
    relation, label, node_id, properties = link
    return f'["{relation}","{label}",{encode_basestring(node_id)},{to_text(properties) if properties else "{}"}]'

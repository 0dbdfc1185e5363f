"""From claims to nodes: facts, statements, sources, and the countries and areas that they name.

Only nodes marked as dirty on the workbench are made, or all of them.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

from graph.model import areas
from graph.naming.profile import Naming
from ingest.load.references.equal_rows import with_equal_rows
from ingest.load.references.questions import AREA
from ingest.load.resolve import StatementValues, contradictions_between, resolve
from ingest.load.staged_record import (
    KEPT,
    NEW,
    OWN_HOME,
    OWN_RECORD,
    StagedRecord,
    collection_of,
    source_of,
    statement_id,
)
from ingest.load.workbench import PackedLink, Workbench, pack, to_text, unpack
from ingest.read.office_folder import OfficeInfo
from ingest.tables import table_of
from ingest.tables.declaration import name_key

#: Collection and table of the statements about countries and areas known only by their code.
REFERENCE = ("reference", "areas")
#: Title of the source of entries made by hand. Sources have one title, so it is bilingual.
OWN_TITLE = "本单位手工登记 Own record of the office, entered by hand"


class NodeAssembly:
    """Turns the claims on a workbench into nodes with digests.

    :param recorded: day on which new statements are recorded, ISO
    """

    def __init__(
        self, bench: Workbench, offices: Mapping[str, OfficeInfo], naming: Naming, recorded: str
    ) -> None:
        self._bench = bench
        self._offices = offices
        self._naming = naming
        self._recorded = recorded
        #: Statements that contradict another one, if all nodes are made; None: look them up one by one.
        self._owners: set[str] | None = None
        self._homes = {(name, office.home) for name, office in offices.items() if office.home}

    def run(self, *, everything: bool) -> None:
        """Make the dirty nodes, or all of them."""
        self._bench.flush()
        self._resolve_areas(everything=everything)
        self._bench.flush()
        self._resolve_facts(everything=everything)
        self._bench.flush()
        self._owners = (
            set(self._bench.column("SELECT DISTINCT owner FROM contradiction")) if everything else None
        )
        sources: dict[str, tuple[str, str]] = {}
        for staged in self._bench.standing() if everything else self._dirty_statements(sources):
            source = self._add_statement(staged)
            if everything:
                sources[source] = (staged.collection, staged.record.dataset)
        for source, (collection, dataset) in sorted(sources.items()):
            self._add_register(collection, dataset, source)
        self._bench.flush()

    # Countries and areas

    def _resolve_areas(self, *, everything: bool) -> None:
        """Make one statement of the reference source for every country or area that is named."""
        db = self._bench.db
        for code, node in list(self._areas()):
            own = statement_id(*REFERENCE, code)
            before = db.execute("SELECT node, recorded FROM area WHERE code = ?", (code,)).fetchone()
            if before and before[0] == node and not everything:
                continue
            for seq_node in {before[0] if before else "", node} - {""}:
                self._bench.dirty_fact(seq_node)
            db.execute("DELETE FROM claim WHERE seq = 0 AND statement = ?", (own,))
            if not node:
                if before:
                    db.execute("DELETE FROM area WHERE code = ?", (code,))
                    self._bench.dirty_fact(own)
                continue
            area = areas.AREAS[code]
            values = {"iso2": code, "iso3": area.iso3, "m49": area.m49, "continent": area.continent}
            # Sequence 0 marks the claim of the reference statement.
            db.execute(
                "INSERT INTO claim VALUES (?,?,?,?,?,?,?)",
                (node, "CountryOrArea", 0, 0, pack((values, [])), own, areas.SOURCE_ID),
            )
            recorded = (before[1] if before else "") or self._recorded
            db.execute("INSERT OR REPLACE INTO area VALUES (?,?,?)", (code, node, recorded))
            statement = {
                "collection": REFERENCE[0],
                "dataset": REFERENCE[1],
                "row": code,
                "locator": code,
                "values": to_text(values),
            }
            links: list[PackedLink] = [
                ("SAYS", "CountryOrArea", node, {}),
                ("FROM_SOURCE", "Source", areas.SOURCE_ID, {}),
            ]
            self._add_node(
                "Statement", own, statement, links, recorded=recorded, fresh=not (before and before[1])
            )
        self._bench.dirty_fact(areas.SOURCE_ID)
        if self._bench.one("SELECT 1 FROM area LIMIT 1"):
            title, publisher, version = areas.provenance()
            values = {
                "title": f"{title} {version}",
                "publisher": publisher,
                "grade": "B",
                "disclosure": "public",
                "language": "en",
            }
            self._add_node("Source", areas.SOURCE_ID, values, [])

    def _areas(self) -> Iterator[tuple[str, str]]:
        """Yield the codes that are or were named and their node ids; empty if no row names the code now."""
        db = self._bench.db
        said: dict[str, str] = {}
        described = (
            "SELECT id, content FROM claim WHERE label = 'CountryOrArea' AND seq > 0 ORDER BY id, "
            "statement, place"
        )
        for node_id, content in db.execute(described).fetchall():
            if iso2 := unpack(content)[0].get("iso2"):
                said[iso2] = node_id
        by_active = (
            "EXISTS (SELECT 1 FROM asked a JOIN record r ON r.seq = a.seq WHERE a.question = "
            "q.number AND r.active)"
        )
        named = set(
            self._bench.column(f"SELECT q.name FROM question q WHERE q.kind = '{AREA}' AND {by_active}")
        )
        before = set(self._bench.column("SELECT code FROM area"))
        for code in sorted(named | said.keys() | before):
            yield code, self._node_of(code) if code in named else said.get(code, "")

    def _node_of(self, code: str) -> str:
        """Return the id of the only node described as this country or area, else that of the bare code."""
        ids = self._bench.column("SELECT DISTINCT id FROM name WHERE key = ?", (name_key("Area", code),))
        return ids[0] if len(ids) == 1 else f"country-{code.lower()}"

    # Facts

    def _resolve_facts(self, *, everything: bool) -> None:
        db = self._bench.db
        if not everything:
            for owner in self._bench.column(
                "SELECT DISTINCT owner FROM contradiction WHERE fact IN (SELECT id FROM dirty_fact)"
            ):
                self._dirty_owner(owner)
            db.execute("DELETE FROM contradiction WHERE fact IN (SELECT id FROM dirty_fact)")
        source = "" if everything else " WHERE id IN (SELECT id FROM dirty_fact)"
        for node_id, label, said, links in self._grouped(source):
            if label == "Source":
                self._add_source(node_id, said)
                continue
            resolved = resolve(label, said, self._decisions(label, node_id, links, said))
            joined = with_equal_rows(self._bench, label, node_id, resolved.links)
            self._add_node(label, node_id, resolved.values, joined)
            for found in resolved.contradictions:
                self._contradict(found.first, found.second, found.property, node_id)
            for relation, _, target, _ in joined:
                if relation == "SAME_AS":
                    self._compare(label, node_id, said, target)
        self._bench.flush()
        if not everything:
            for owner in self._bench.column(
                "SELECT DISTINCT owner FROM contradiction WHERE fact IN (SELECT id FROM dirty_fact)"
            ):
                self._dirty_owner(owner)

    def _dirty_owner(self, statement: str) -> None:
        collection, dataset, row = statement.removeprefix("s:").rsplit("/", 2)
        for origin in (NEW, KEPT):
            if staged := self._bench.find_record(origin, collection, dataset, row):
                self._bench.dirty_statement(staged.seq)

    def _add_source(self, node_id: str, said: Sequence[StatementValues]) -> None:
        best = max(said, key=lambda entry: entry.statement)
        values = dict(best.values)
        office = self._offices.get(collection_of(best.statement))
        values.setdefault("disclosure", office.disclosure if office else "internal")
        self._add_node("Source", node_id, values, [])

    def _compare(self, label: str, node_id: str, said: list[StatementValues], target: str) -> None:
        for _, _, others, _ in self._grouped(" WHERE id = ?", (target,)):
            for one, other in itertools.product(said, others):
                first, second = sorted((one, other), key=lambda entry: entry.statement)
                for found in contradictions_between(label, first, second):
                    self._contradict(found.first, found.second, found.property, node_id)

    def _contradict(self, first: str, second: str, name: str, fact: str) -> None:
        self._bench.insert("INSERT INTO contradiction VALUES (?,?,?,?)", (first, second, name, fact))

    def _decisions(
        self, label: str, node_id: str, links: Sequence[PackedLink], said: list[StatementValues]
    ) -> dict[str, str]:
        if label == "CountryOrArea":
            iso2 = next((entry.values["iso2"] for entry in said if entry.values.get("iso2")), "")
            if not iso2:
                return {}
            # Names of countries and areas come only from the naming profile, never from a file or library.
            names = {
                "name_en": self._naming.area_name(iso2, "en"),
                "name_zh": self._naming.area_name(iso2, "zh"),
            }
            return names if self._naming.in_remit(iso2) else names | {"name_local": names["name_zh"]}
        tie = (
            next((target for relation, _, target, _ in links if relation == "STEP_OF"), "")
            if label == "TieStep"
            else ""
        )
        return self._decided(tie) | self._decided(node_id) if tie else self._decided(node_id)

    def _decided(self, fact: str) -> dict[str, str]:
        """Return property to decided value; the latest decision wins."""
        rows = self._bench.db.execute(
            "SELECT property, value FROM decision WHERE id = ? ORDER BY decided_on, statement", (fact,)
        )
        return dict(rows.fetchall())

    def _grouped(
        self, where: str, parameters: tuple[object, ...] = ()
    ) -> Iterator[tuple[str, str, list[StatementValues], list[PackedLink]]]:
        """Yield the claims grouped by node, with the statements and sources that make them."""
        text = f"SELECT id, label, content, statement, source FROM claim{where} ORDER BY id, statement, place"
        for node_id, group in itertools.groupby(self._bench.db.execute(text, parameters), key=itemgetter(0)):
            said, links, label = [], [], ""
            for _, of_label, content, statement, source in group:
                label = of_label
                values, own = unpack(content)
                links += own
                grade, published = self._weight(source)
                if (collection_of(statement), node_id) in self._homes:
                    grade = OWN_HOME
                said.append(
                    StatementValues(
                        statement=statement,
                        source=source,
                        grade=grade,
                        published=published,
                        values=values,
                        links=own,
                    )
                )
            yield node_id, label, said, links

    def _weight(self, source: str) -> tuple[str, str]:
        return ("B", "") if source == areas.SOURCE_ID else self._bench.weight(source)

    # Statements and registers

    def _dirty_statements(self, sources: dict[str, tuple[str, str]]) -> Iterable[StagedRecord]:
        """Yield the records whose statements have to be made.

        Registers among their sources that are still used are added to ``sources``.
        """
        for seq in self._bench.column("SELECT seq FROM dirty_statement ORDER BY seq"):
            staged = self._bench.record(seq)
            if staged is None:
                continue
            if staged.origin in (NEW, KEPT):
                yield staged
            self._bench.dirty_fact(staged.statement)
            source = source_of(staged.collection, staged.record)
            if source not in sources and not self._is_described(source):
                self._bench.dirty_fact(source)
                if self._bench.one(
                    "SELECT 1 FROM record WHERE source = ? AND origin IN (?, ?) LIMIT 1", (source, NEW, KEPT)
                ):
                    sources[source] = (staged.collection, staged.record.dataset)

    def _add_statement(self, staged: StagedRecord) -> str:
        record, table = staged.record, table_of(staged.record.dataset)
        if table is None:
            return ""
        db = self._bench.db
        source = record.row if table.name == "sources" else source_of(staged.collection, record)
        values: dict[str, Any] = {
            "collection": staged.collection,
            "dataset": record.dataset,
            "row": record.row,
            "locator": record.text("locator") or staged.locator or record.row,
            "values": to_text(dict(record.cells)),
        }
        if spoken := next(
            (str(record.values[column]) for column in table.valid_on if column in record.values), ""
        ):
            values["valid_on"] = spoken
        if published := self._weight(source)[1]:
            values["published_on"] = published
        said = db.execute("SELECT DISTINCT label, id FROM claim WHERE seq = ?", (staged.seq,)).fetchall()
        links: list[PackedLink] = [("SAYS", label, node_id, {}) for label, node_id in said]
        links.append(("FROM_SOURCE", "Source", source, {}))
        if self._owners is None or staged.statement in self._owners:
            contradicted = db.execute(
                "SELECT DISTINCT other, property, fact FROM contradiction WHERE owner = ?",
                (staged.statement,),
            ).fetchall()
            links += [
                ("CONTRADICTS", "Statement", other, {"property": name, "fact": fact})
                for other, name, fact in contradicted
            ]
        self._add_node(
            "Statement",
            staged.statement,
            values,
            links,
            recorded=staged.recorded or self._recorded,
            fresh=staged.origin == NEW,
        )
        return source

    def _is_described(self, source: str) -> bool:
        return self._bench.said_weight(source) is not None

    def _add_register(self, collection: str, dataset: str, source: str) -> None:
        """Add the office's own table as a source, unless a row describes it.

        Its grade is A, its disclosure that of the office.
        """
        if not source or self._is_described(source):
            return
        office = self._offices.get(collection)
        values = {
            "title": OWN_TITLE if collection.startswith(OWN_RECORD) else f"{collection}: {dataset}",
            "grade": "A",
            "disclosure": office.disclosure if office else "internal",
            "reliability": "register of the office itself",
        }
        self._add_node("Source", source, values, [])

    def _add_node(
        self,
        label: str,
        node_id: str,
        values: Mapping[str, Any],
        links: Sequence[PackedLink],
        *,
        recorded: str = "",
        fresh: bool = False,
    ) -> None:
        filled = {name: value for name, value in values.items() if value not in (None, "", [])}
        ordered = sorted((_text(link), link) for link in links)
        text = "\x1e".join((label, node_id, to_text(filled), f"[{','.join(text for text, _ in ordered)}]"))
        digest = hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
        row = (
            node_id,
            label,
            digest,
            len(ordered),
            recorded,
            int(fresh),
            pack((filled, [link for _, link in ordered])),
        )
        self._bench.insert("INSERT OR REPLACE INTO made VALUES (?,?,?,?,?,?,?)", row)


def _text(link: PackedLink) -> str:
    relation, label, node_id, properties = link
    return (
        f'["{relation}","{label}",{encode_basestring(node_id)},{to_text(properties) if properties else "{}"}]'
    )

"""The networks that ``export`` writes: the whole graph, the circle, what is around a partner, a query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from friendcircle.answers.output import write_bytes
from friendcircle.errors import CommandError
from friendcircle.relations import NetworkInputs, WorldInputs
from friendcircle.session import Session

if TYPE_CHECKING:
    from graph.store import GraphStore
    from queries.catalogue.query import Query
    from queries.exported.cypher_script import ScriptNode, ScriptRelation
    from queries.exported.part import GraphPart
    from queries.links.gathering import HomeLinks
    from reports.writers.network_files import FileNetwork

#: Endings of the files that can be written; without one, a folder of CSV.
SUFFIXES = (".graphml", ".gexf", ".json", ".geojson", ".parquet", ".cypher", "")
ALL, CIRCLE = "all", "circle"


@dataclass(frozen=True, kw_only=True)
class NetworkQuestion:
    """What is to be written.

    :param what: ``all``, ``circle``, the name of a query, or the id or name of a partner
    :param as_of: the day asked about; None for today, and for everything recorded of the whole graph
    """

    out: Path
    what: str
    as_of: dt.date | None
    known: dt.date | None
    public: bool

    @cached_property
    def query(self) -> Query | None:
        """The query of this name, if there is one."""
        from queries.catalogue.collection import load_catalogue

        return load_catalogue().get(self.what)


def write_network(session: Session, question: NetworkQuestion) -> None:
    """Write a network, and say what was written.

    :raises CommandError: if the form is not known, or nothing is called so
    """
    suffix = question.out.suffix.casefold()
    if suffix not in SUFFIXES:
        raise CommandError("export_suffix", where=str(question.out))
    if question.query is not None and question.public:
        raise CommandError("export_query_public", where=question.what)
    from ingest.maintenance.private_files import private_folder

    with session.open_store() as store:
        content = _Content(session, store, question)
        files, counts = content.files(suffix)
    for name, data in files.items():
        if name:
            private_folder(question.out)
        write_bytes(question.out / name if name else question.out, data)
    document = {"file": str(question.out), "what": question.what, **counts, "left_out": content.left_out}
    session.answer(
        document,
        session.sheet("export", ("what", *counts), [(question.what, *counts.values())], ""),
    )
    if content.left_out:
        session.remark("export.left_out", count=content.left_out)
    session.remark("export.written", file=question.out)


class _Content:
    """What is read of a store for one file."""

    def __init__(self, session: Session, store: GraphStore, question: NetworkQuestion) -> None:
        self.session, self.store, self.question = session, store, question
        self.lang = session.texts.lang
        self.office = session.office(store)
        self.naming = session.naming(self.office)
        self.left_out = 0

    def files(self, suffix: str) -> tuple[dict[str, bytes], dict[str, int]]:
        """Return the files by name (empty: the path itself), and how much is in them."""
        from reports.writers import network_files as writers

        if self.question.query is not None and suffix in (".parquet", ""):
            columns, rows = self._rows()
            if suffix == "":
                return {"rows.csv": writers.csv_table(rows, columns)}, {"rows": len(rows)}
            return {"": writers.parquet(rows, columns)}, {"rows": len(rows)}
        if suffix == ".cypher":
            text, counts = self._script()
            return {"": text.encode()}, counts
        network = self._network()
        counts = {"nodes": len(network.nodes), "edges": len(network.edges)}
        if suffix == "":
            return writers.csv_tables(network), counts
        if suffix == ".parquet":
            return {"": writers.parquet(writers.element_rows(network))}, counts
        write = {
            ".graphml": writers.graphml,
            ".gexf": writers.gexf,
            ".json": writers.node_link,
            ".geojson": writers.geojson,
        }[suffix]
        return {"": write(network)}, counts

    # --- as a network

    def _network(self) -> FileNetwork:
        from reports.network.part_network import part_network

        if self.question.what == CIRCLE:
            return self._circle()
        return part_network(self._part(), self.naming, self.lang, self._about())

    def _about(self) -> dict[str, str]:
        """Return what the file is, for whom, and as of when."""
        from reports.wording.texts import load_texts

        question = self.question
        stamp = "pictures.stamp_public" if question.public else "pictures.stamp"
        about = {
            "home": self.office.home,
            "what": question.what,
            "audience": "public" if question.public else "internal",
            "as_of": question.as_of.isoformat() if question.as_of else "",
            "known_as_of": question.known.isoformat() if question.known else "",
            "stamp": self.session.settings.map_approval_no or load_texts(self.lang)(stamp),
        }
        return {name: text for name, text in about.items() if text}

    def _circle(self) -> FileNetwork:
        from reports.network.circle_network import circle_network

        question = self.question
        day = question.as_of or self.session.today
        asked = _CircleInputs(self.session, self.store, question.known, public=question.public)
        asked.nothing_yet(day)
        about = {**self._about(), "as_of": day.isoformat()}
        return circle_network(asked.on_date(day), self.naming, self.lang, about, public=question.public)

    def _part(self) -> GraphPart:
        """Return the part of the graph that is asked for."""
        from queries.exported.part import PartQuestion, graph_part

        question = self.question
        asked = PartQuestion(as_of=question.as_of, known_on=question.known, public=question.public)
        part = graph_part(self.store, self.office.home, self.naming, self.office.country, asked)
        self.left_out = part.left_out
        if question.what == ALL:
            return part
        self.left_out = 0
        if question.query is not None:
            ids = {cell for row in self._rows()[1] for value in row.values() for cell in _texts(value)}
            found = part.around(ids, neighbours=False)
            if not found.nodes:
                raise CommandError("export_no_ids", where=question.what)
            return found
        partner = NetworkInputs(self.session, self.store, question.known).party(question.what)
        if partner not in part.nodes:
            raise CommandError("export_not_there", where=question.what)
        beside = part.around([partner], neighbours=True)
        return part.around([*beside.nodes, self.office.home], neighbours=False)

    def _rows(self) -> tuple[list[str], list[dict[str, Any]]]:
        """Return the columns and rows of the query."""
        from queries.catalogue.collection import run
        from queries.catalogue.parameters import ProfileValues, bind

        question, query = self.question, self.question.query
        assert query is not None
        names = {entry.name for entry in query.parameters}
        days = {"as_of": question.as_of, "known_as_of": question.known}
        given = {name: day.isoformat() for name, day in days.items() if day and name in names}
        if missing := [name for name, day in days.items() if day and name not in names]:
            raise CommandError("export_no_day", where=question.what, name=f"--{missing[0].replace('_', '-')}")
        profile = ProfileValues.of(self.naming, self.office.country)
        bound = bind(query, given, self.office.home, self.session.today, profile)
        result = run(self.store, query, bound)
        return list(result.columns), result.records()

    # --- as a script

    def _script(self) -> tuple[str, dict[str, int]]:
        """Return a Cypher script: the whole graph with its sources, or the facts of a part of it."""
        from queries.exported.cypher_script import cypher_script

        question = self.question
        is_whole = (
            question.what == ALL and not question.public and question.as_of is None and question.known is None
        )
        if question.what == CIRCLE:
            raise CommandError("export_circle_script", where=str(question.out))
        nodes, relations = _whole(self.store) if is_whole else _of_part(self._part())
        counts = {"nodes": len(nodes), "edges": len(relations)}
        return "".join(cypher_script(nodes, relations)), counts


class _CircleInputs(WorldInputs):
    """The world, for the office or for the public."""

    def __init__(self, session: Session, store: GraphStore, known: dt.date | None, *, public: bool) -> None:
        self.public = public
        super().__init__(session, store, known)

    def fetch(self, store: GraphStore) -> HomeLinks:
        """Read the facts; for the public only those from public sources."""
        from queries.facts import world

        self.world, found = world(
            store, self.office.home, self.naming, self.office.country, public=self.public
        )
        return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)


def _of_part(part: GraphPart) -> tuple[list[ScriptNode], list[ScriptRelation]]:
    nodes: list[ScriptNode] = [(node.label, node.properties) for node in part.nodes.values()]
    relations: list[ScriptRelation] = [
        (
            edge.type,
            (part.nodes[edge.start].label, edge.start),
            (part.nodes[edge.end].label, edge.end),
            edge.properties,
        )
        for edge in part.edges
    ]
    return nodes, relations


def _whole(store: GraphStore) -> tuple[list[ScriptNode], list[ScriptRelation]]:
    """Return facts, statements and sources, as a backup has them but without the book-keeping."""
    import json

    from ingest.maintenance.dump import decode, dump

    nodes: list[ScriptNode] = []
    relations: list[ScriptRelation] = []
    for line in dump(store, bookkeeping=False):
        entry: Mapping[str, Any] = json.loads(line)
        values = {name: decode(value) for name, value in entry["properties"].items()}
        if "label" in entry:
            nodes.append((entry["label"], values))
        else:
            start, end = (_end(entry[side]) for side in ("from", "to"))
            relations.append((entry["type"], start, end, values))
    return nodes, relations


def _end(pair: Sequence[str]) -> tuple[str, str]:
    return pair[0], pair[1]

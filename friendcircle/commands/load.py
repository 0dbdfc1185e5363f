"""``load``: load files or folders into the store."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from friendcircle.answers.output import OutputTable, write_bytes
from friendcircle.errors import CommandError, one_line, unwritable
from friendcircle.loading import register_folder, run_load
from friendcircle.options import Command, FilePath
from friendcircle.session import Session, read_offices
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.naming.profile import Naming
    from graph.store import GraphStore
    from ingest.load.report import Issue, LoadReport
    from ingest.maintenance.write_lock import Lease
    from ingest.read.office_folder import Input
    from ingest.registers.intake import Register

#: Maximum number of remarks in a table; refused rows are all listed.
REMARKS_SHOWN = 20
_COMMIT_SECONDS = 0.5


@click.command(cls=Command, writes=True, help="load.help")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=FilePath())
@click.option("--dry-run", is_flag=True, help="load.dry_run")
@click.option("--encoding", metavar="NAME", help="load.encoding")
@click.option("--map", "mapping", metavar="FILE", type=FilePath(), help="load.map")
@click.option("--accept", is_flag=True, help="load.accept")
@click.option("--keep", is_flag=True, help="load.keep")
@click.option("--replace", is_flag=True, help="load.replace")
@click.option("--refused", type=FilePath(dir_okay=False), metavar="FILE.xlsx", help="load.refused_file")
@click.option("--accept-retired", is_flag=True, help="load.accept_retired")
@click.option("--undo", is_flag=True, help="load.undo")
@click.option("--full", is_flag=True, help="load.full")
@click.pass_obj
def load(
    session: Session,
    paths: tuple[Path, ...],
    dry_run: bool,
    encoding: str | None,
    mapping: Path | None,
    accept: bool,
    keep: bool,
    replace: bool,
    refused: Path | None,
    accept_retired: bool,
    undo: bool,
    full: bool,
) -> int:
    """Load files or folders, by default the bundled sample; exit status 1 if rows were refused."""
    from ingest.registers.kept import clean_name

    if undo:
        return _undo(session, paths, dry_run=dry_run)
    request = LoadRequest(
        paths=paths,
        dry_run=dry_run,
        encoding=encoding,
        mapping=mapping,
        accept=accept,
        accept_retired=accept_retired,
        full=full,
        refused=refused,
    )
    if not keep:
        return _load(session, request)
    if len(paths) != 1 or not paths[0].is_file():
        raise click.UsageError(session.texts("load.keep_one"))
    with session.open_store() as store:
        folder = register_folder(session, session.office(store))
    try:
        name = clean_name(paths[0].name)
        kept = {
            "file": str(folder.path / name),
            "replaces": [file.name for file in folder.standing(name)],
        }
        with folder.incoming(paths[0], mapping, keep=not dry_run, replace=replace) as copy:
            own = dataclasses.replace(request, paths=(copy,), mapping=None, kept=kept)
            status = _load(session, own)
    except OSError as error:
        raise unwritable(folder.path, error) from error
    if not dry_run:
        session.remark("load.kept", file=kept["file"])
    return status


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRequest:
    """What is to be loaded, and how.

    :param refused: workbook to be written with the refused rows
    :param kept: for the document: where the file is kept, and which files it replaces there
    """

    paths: tuple[Path, ...]
    dry_run: bool
    encoding: str | None
    mapping: Path | None
    accept: bool
    accept_retired: bool
    full: bool
    refused: Path | None
    kept: Mapping[str, Any] | None = None


def _check_sample(store: GraphStore) -> None:
    """Refuse to load the bundled sample into the store of another office.

    :raises CommandError: if the store has an office, but not that of the sample
    """
    from ingest.load.run import BUNDLED_SAMPLE
    from ingest.read.office_folder import read_office

    homes = [office.home for office in read_offices(store)]
    if homes and read_office(BUNDLED_SAMPLE).home not in homes:
        raise CommandError("whose_files", where=store.url, homes=", ".join(homes))


def _load(session: Session, request: LoadRequest) -> int:
    from graph.strength.config import load_config
    from ingest.load.run import BUNDLED_SAMPLE
    from ingest.load.run import load as load_files
    from ingest.read.office_folder import collect
    from ingest.registers.intake import find_registers, inputs_of

    now = dt.datetime.now(dt.UTC)
    load_id = _load_id(now)
    chosen, dry_run, encoding = list(request.paths) or [BUNDLED_SAMPLE], request.dry_run, request.encoding
    accept_retired = request.accept_retired
    # Unusable files and numbers are reported before a store is started.
    registers, taken = find_registers(
        chosen, encoding=encoding, mapping=request.mapping, accept=request.accept
    )
    inputs = collect(chosen, encoding, skip=taken)
    load_config(*session.numbers())

    def work(store: GraphStore, lease: Lease | None) -> LoadReport:
        if not request.paths:
            _check_sample(store)
        home, naming = _home(session, store)
        with session.progress() as progress:
            return load_files(
                store,
                chosen,
                load_id=load_id,
                now=now,
                home=home,
                naming=naming,
                dry_run=dry_run,
                encoding=encoding,
                progress=progress,
                agree=None if accept_retired else partial(_agree, session),
                lease=lease,
                full=request.full,
                tables=[*inputs, *(inputs_of(store, registers, home) if registers else ())],
            )

    with _telling_interrupts(session, load_id, dry_run=dry_run):
        report = run_load(session, work, dry_run=dry_run)
    document = report.to_json()
    if request.kept is not None:
        document["kept"] = request.kept
    if request.refused is not None:
        document["refused_file"] = _write_refused(session, request.refused, inputs, registers, report)
    session.answer(document, *_sheets(session, report), csv=_list(report))
    if dry_run and not accept_retired:
        for entry in (entry for entry in report.retiring if entry.is_large):
            session.remark(
                "load.would_ask", table=f"{entry.collection}/{entry.dataset}", rows=entry.rows, of=entry.of
            )
    _tell_rules(session, inputs)
    if report.refused:
        session.remark("load.refused_rows_dry" if dry_run else "load.refused_rows", count=report.refused)
    return 1 if report.refused else 0


def _write_refused(
    session: Session, file: Path, inputs: Sequence[Input], registers: Sequence[Register], report: LoadReport
) -> str | None:
    """Write the refused rows as a workbook that can be corrected and loaded; None if there are none."""
    from ingest.registers.mapping import RegisterMapping, mapping_file, mapping_text
    from ingest.registers.refused import refused_tables
    from reports.writers.tables import xlsx_bytes

    t = session.texts

    def wording(issue: Issue) -> str:
        reason = issue.texts(t.lang)[0]
        return t("load.reason_of", column=issue.column, reason=reason) if issue.column else reason

    tables = refused_tables(
        inputs, registers, report.issues, lang=t.lang, wording=wording, between=t("load.between_reasons")
    )
    if not tables:
        return None
    write_bytes(file, xlsx_bytes(((table.name, table.heads, table.rows) for table in tables), as_text=True))
    mappings = tuple(table.mapping for table in tables if table.mapping)
    if len(mappings) == len(tables):  # the rows of registers are read again by what their columns meant
        write_bytes(mapping_file(file), mapping_text(RegisterMapping(sheets=mappings), {}).encode())
    session.remark("load.refused_written", file=file)
    return str(file)


def _undo(session: Session, paths: tuple[Path, ...], *, dry_run: bool) -> int:
    """Undo the last load of files."""
    from ingest.load.run import LoadRun, undo_load

    if paths:
        raise click.UsageError(session.texts("load.undo_path"))
    now = dt.datetime.now(dt.UTC)
    load_id = _load_id(now)

    def work(store: GraphStore, lease: Lease | None) -> LoadReport:
        return undo_load(
            store,
            LoadRun(load_id=load_id, moment=now, dry_run=dry_run, lease=lease),
            _home(session, store)[1],
        )

    with _telling_interrupts(session, load_id, dry_run=dry_run):
        report = run_load(session, work, dry_run=dry_run)
    session.answer(report.to_json(), *_sheets(session, report), csv=_list(report))
    session.remark("load.undone_dry" if dry_run else "load.undone", load=report.undoes)
    if stayed := sum(issue.code == "still_referenced" for issue in report.issues):
        session.remark("load.undone_stayed", count=stayed)
    return 0


@contextmanager
def _telling_interrupts(session: Session, load_id: str, *, dry_run: bool) -> Iterator[None]:
    """Report after Ctrl-C how much of the load is in the store."""
    try:
        yield
    except KeyboardInterrupt:
        if not dry_run:
            session.remark(_how_far(session, load_id))
        raise


def _how_far(session: Session, load_id: str) -> str:
    """Return the key of the text that says how much of a load is in the store."""
    from queries.store_state import last_load

    time.sleep(_COMMIT_SECONDS)  # let a commit in progress at the signal finish or fail
    with session.open_store(check=False) as store:
        last = last_load(store)
    if last is None or last.id != load_id:
        return "load.interrupted_before"
    return "load.interrupted_within" if last.state == "running" else "load.interrupted_after"


def _load_id(now: dt.datetime) -> str:
    return f"load-{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def _agree(session: Session, report: LoadReport) -> bool:
    """Ask before more than a tenth of a table is retired.

    :raises InputError: if the answer is no, or there is no terminal
    """
    large = [entry for entry in report.retiring if entry.is_large]
    for entry in large:
        if not session.confirm(
            "load.retire", table=f"{entry.collection}/{entry.dataset}", rows=entry.rows, of=entry.of
        ):
            raise InputError(
                "the load would retire {rows} of the {of} rows of {table}; nothing was changed",
                rows=entry.rows,
                of=entry.of,
                table=f"{entry.collection}/{entry.dataset}",
                hint="look at 'friendcircle load --dry-run', and give --accept-retired if the file is right",
            )
    return True


def _tell_rules(session: Session, inputs: Iterable[Input]) -> None:
    """Report unusable rules of an office; they are kept and do not stop the load."""
    from graph.planning.gap_rules import default_gap_config
    from queries.own_rules.rule_files import parse_own_rules

    for office in dict.fromkeys(entry.office for entry in inputs):
        files = {
            f"{office.collection}/{name}": text for name, text in json.loads(office.rules or "{}").items()
        }
        for error in parse_own_rules(files, default_gap_config().rules)[1]:
            session.complain(one_line(error, session.texts))


def _home(session: Session, store: GraphStore) -> tuple[str | None, Naming | None]:
    """Return the home for files that do not name one, and the naming profile if the settings name one.

    Otherwise the load follows the files and the store.
    """
    from graph.naming.profile import load_naming

    offices = read_offices(store)
    home = session.settings.home or (offices[0].home if len(offices) == 1 else None)
    return home, load_naming(session.settings.naming) if session.settings.naming else None


def _sheets(session: Session, report: LoadReport) -> list[OutputTable]:
    """Return the tables of the report: nodes, files, refused rows and remarks."""
    texts, quiet = session.texts, session.settings.quiet
    nodes = session.sheet(
        "load",
        ("label", "created", "updated", "unchanged", "retired"),
        [
            (label, counts.created, counts.updated, counts.unchanged, counts.retired)
            for label, counts in report.nodes.items()
        ],
        texts("load.title_dry" if report.dry_run else "load.title", load=report.load_id),
    )
    files = session.sheet(
        "load",
        ("file", "dataset", "rows", "accepted", "refused"),
        [
            (Path(entry.file).name, entry.dataset, entry.rows, entry.accepted, entry.refused)
            for entry in report.files
        ],
    )
    errors = [entry for entry in report.issues if entry.level == "error"]
    remarks = [entry for entry in report.issues if entry.level != "error"]
    sheets = [nodes] if quiet else [nodes, files]
    if errors:
        sheets.append(_issues(session, errors, texts("load.title_refused", count=report.refused)))
    if remarks and not quiet:
        shown = remarks[:REMARKS_SHOWN]
        sheets.append(
            _issues(session, shown, texts("load.title_remarks", shown=len(shown), count=len(remarks)))
        )
    return sheets


def _issues(session: Session, issues: list[Issue], title: str) -> OutputTable:
    rows = [(_place(entry), entry.column, entry.value, *entry.texts(session.texts.lang)) for entry in issues]
    return session.sheet("load", ("where", "column", "value", "reason", "hint"), rows, title)


def _list(report: LoadReport) -> OutputTable:
    """Return refused rows and remarks as CSV, for correcting the files."""
    heads = (
        "level",
        "code",
        "file",
        "sheet",
        "line",
        "column",
        "value",
        "reason",
        "hint",
        "reason_zh",
        "hint_zh",
    )
    return OutputTable(heads, [[getattr(entry, head) for head in heads] for entry in report.issues])


def _place(issue: Issue) -> str:
    """Return ``file:line``, with the sheet of a workbook in between."""
    name = Path(issue.file).name
    return ":".join(
        [name, *([issue.sheet] if issue.sheet else []), *([str(issue.line)] if issue.line else [])]
    )

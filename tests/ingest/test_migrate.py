"""Migration of a store to this program's version: a backup first, then each step completely or not at all."""

import datetime as dt
from pathlib import Path

import pytest

from graph.errors import InputError, StoreError, StoreVersionError
from graph.model.schema import MODEL_VERSION, NODE_TYPES
from graph.store import GraphStore
from ingest.maintenance.backup import inspect
from ingest.maintenance.dump import dump
from ingest.maintenance.migration import MIGRATIONS, Migration, MigrationPlan, ensure_current, plan
from ingest.maintenance.model_version import StoreRecord, check_readable, read_record
from tests.ingest.test_archive import full_disk

NOW = dt.datetime(2024, 2, 3, 4, 5, 6, tzinfo=dt.UTC)
UPPER = "MATCH (n:City) SET n.name_en = toUpper(n.name_en)"
NOTE = "MATCH (n:City) SET n.note = 'migrated'"
TESTED = (*MIGRATIONS, Migration(MODEL_VERSION + 1, "a test", (UPPER, NOTE)))


@pytest.fixture
def old_store(empty_store: GraphStore) -> GraphStore:
    """A store from before the version was recorded."""
    empty_store.write_statement("CREATE (:City {id: 'c', name_en: 'cardiff'})")
    return empty_store


def city(store: GraphStore) -> list[object]:
    [row] = store.read("MATCH (n:City) RETURN n.name_en, n.note").rows
    return row


def test_steps_lead_to_the_current_model() -> None:
    assert [step.to_version for step in MIGRATIONS] == list(range(1, MODEL_VERSION + 1))
    assert all(step.description for step in MIGRATIONS)


def test_empty_store_gets_schema_and_version(empty_store: GraphStore, tmp_path: Path) -> None:
    assert check_readable(empty_store) is None
    assert plan(empty_store) == MigrationPlan(None, MODEL_VERSION, ())
    report = ensure_current(empty_store, backup_to=tmp_path, now=NOW)
    assert report.changed
    assert (report.stored, report.target, report.steps, report.backup) == (None, MODEL_VERSION, (), None)
    assert read_record(empty_store) == StoreRecord(MODEL_VERSION)
    assert list(tmp_path.iterdir()) == []
    assert not ensure_current(empty_store, backup_to=tmp_path, now=NOW).changed


def test_store_with_only_a_writer_record_counts_as_empty(empty_store: GraphStore, tmp_path: Path) -> None:
    empty_store.write_statement("CREATE (:Store {id: 'store', writer: 'h:1:n'})")
    assert ensure_current(empty_store, backup_to=tmp_path, now=NOW).stored is None
    assert empty_store.read("MATCH (s:Store) RETURN s.model_version, s.writer").rows == [
        [MODEL_VERSION, "h:1:n"]
    ]


def test_store_without_a_version_is_backed_up_and_gets_one(old_store: GraphStore, tmp_path: Path) -> None:
    assert check_readable(old_store) == 0
    assert plan(old_store) == MigrationPlan(0, MODEL_VERSION, MIGRATIONS)
    assert check_readable(old_store) == 0, "a plan changes nothing"
    before = list(dump(old_store, bookkeeping=True))
    report = ensure_current(old_store, backup_to=tmp_path / "made" / "for it", now=NOW)
    assert (report.stored, report.target, report.steps) == (0, MODEL_VERSION, MIGRATIONS)
    assert report.backup == tmp_path / "made" / "for it" / "before-migration-from-0-20240203T040506Z.jsonl.gz"
    assert inspect(report.backup).model_version == 0
    assert inspect(report.backup).nodes == {"City": 1}
    assert check_readable(old_store) == MODEL_VERSION
    assert list(dump(old_store, bookkeeping=False)) == before
    assert len(old_store.read("MATCH (n) WHERE n:Store RETURN n.id").rows) == 1


def test_steps_run_in_order(old_store: GraphStore, tmp_path: Path) -> None:
    report = ensure_current(old_store, backup_to=tmp_path, now=NOW, migrations=TESTED)
    assert report.steps == TESTED
    assert city(old_store) == ["CARDIFF", "migrated"]
    assert read_record(old_store).model_version == MODEL_VERSION + 1
    assert not ensure_current(old_store, backup_to=tmp_path, now=NOW, migrations=TESTED).changed


def test_only_missing_steps_run(old_store: GraphStore, tmp_path: Path) -> None:
    ensure_current(old_store, backup_to=tmp_path, now=NOW)
    report = ensure_current(old_store, backup_to=tmp_path, now=NOW, migrations=TESTED)
    assert (report.stored, report.steps) == (MODEL_VERSION, TESTED[-1:])
    assert report.backup is not None
    assert inspect(report.backup).model_version == MODEL_VERSION


def test_failed_step_is_rolled_back(old_store: GraphStore, tmp_path: Path) -> None:
    fails = (
        *MIGRATIONS,
        Migration(MODEL_VERSION + 1, "fails", (UPPER, "MATCH (n:City) SET n.note = toInteger(date())")),
    )
    with pytest.raises(StoreError) as caught:
        ensure_current(old_store, backup_to=tmp_path, now=NOW, migrations=fails)
    assert f"the migration to version {MODEL_VERSION + 1} of the model failed and was taken back" in str(
        caught.value
    )
    assert "before-migration-from-0-20240203T040506Z.jsonl.gz" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert city(old_store) == ["cardiff", None]
    assert read_record(old_store).model_version == MODEL_VERSION, "the steps before it stay"
    ensure_current(old_store, backup_to=tmp_path, now=NOW, migrations=TESTED)
    assert city(old_store) == ["CARDIFF", "migrated"]


def test_migration_requires_a_backup(old_store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="the folder for the backup"):
        ensure_current(old_store, backup_to=tmp_path / "file" / "folder", now=NOW, migrations=TESTED)
    with full_disk(), pytest.raises(StoreError, match="the backup cannot be written"):
        ensure_current(old_store, backup_to=tmp_path, now=NOW, migrations=TESTED)
    assert check_readable(old_store) == 0
    assert city(old_store) == ["cardiff", None]
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_newer_store_is_refused_for_reading_and_writing(empty_store: GraphStore, tmp_path: Path) -> None:
    empty_store.write_statement(
        "CREATE (:Store {id: 'store', model_version: $version})", {"version": MODEL_VERSION + 1}
    )
    for ask in (
        lambda: check_readable(empty_store),
        lambda: plan(empty_store),
        lambda: ensure_current(empty_store, backup_to=tmp_path, now=NOW),
    ):
        with pytest.raises(StoreVersionError) as caught:
            ask()
        said = f"the store has version {MODEL_VERSION + 1} of the model, this program knows {MODEL_VERSION}"
        assert str(caught.value) == f"{said} ({empty_store.url}): use a newer version of the program"
        assert caught.value.exit_status == 3
    assert list(tmp_path.iterdir()) == []


def test_gap_between_steps_is_an_error(empty_store: GraphStore) -> None:
    for wrong in ((), (Migration(2, "no first"),), (*MIGRATIONS, Migration(MODEL_VERSION + 2, "a gap"))):
        with pytest.raises(ValueError, match="without a gap"):
            plan(empty_store, migrations=wrong)


def test_reader_can_check_and_plan(old_store: GraphStore, store_address) -> None:
    with store_address.open("read") as reader:
        assert check_readable(reader) == 0
        assert plan(reader).steps == MIGRATIONS


def test_schema_exists_after_a_migration(old_store: GraphStore, tmp_path: Path) -> None:
    ensure_current(old_store, backup_to=tmp_path, now=NOW)
    for label in ("City", next(reversed(NODE_TYPES))):
        text = f"CREATE (:{label} {{id: 'once'}})"
        old_store.write_statement(text)
        with pytest.raises((StoreError, InputError)):
            old_store.write_statement(text)

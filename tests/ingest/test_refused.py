"""Effects of a row that is refused late."""

from __future__ import annotations

from pathlib import Path

from graph.store import GraphStore
from tests.ingest.office import OfficeFolder, canonical, load_office


def test_row_refused_for_its_content_keeps_its_former_statement(
    empty_store: GraphStore, tmp_path: Path
) -> None:
    office = OfficeFolder(tmp_path / "office")
    load_office(empty_store, office.path)
    before = canonical(empty_store)
    office.change("ties", "t3", to_id="home")
    report = load_office(empty_store, office.path, number=2)
    assert [issue.code for issue in report.issues if issue.level == "error"] == ["tie_with_itself"]
    assert report.changed == 0
    assert canonical(empty_store) == before


def test_code_used_by_two_rows_still_resolves(empty_store: GraphStore, tmp_path: Path) -> None:
    office = OfficeFolder(tmp_path / "office")
    for name in ("isle", "island"):
        office.add(
            "cities",
            id=name,
            name_en=name,
            name_zh="岛",
            country_iso2="MT",
            admin_level="country",
            source="own",
            locator="1",
        )
    office.add(
        "cities",
        id="port",
        name_en="Port",
        name_zh="港",
        country_iso2="MT",
        admin_level="city",
        source="own",
        locator="1",
    )
    load_office(empty_store, office.path)
    found = empty_store.read(
        "MATCH (:City {id: 'port'})-[:IN]->(area) RETURN area.id AS id, area.iso3 AS iso3"
    ).rows
    assert found == [["country-mt", "MLT"]]

"""The catalogue: headers, typed parameters, generated pages, and the names used in its statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ConfigurationError, InputError, UnknownName
from graph.i18n import Bilingual
from graph.model.relations import RELATION_TYPES
from graph.model.schema import NODE_TYPES
from graph.store import Result
from queries.__main__ import main
from queries.catalogue.catalogue_document import PAGES, document
from queries.catalogue.collection import (
    FOLDER,
    find,
    load_catalogue,
    run,
)
from queries.catalogue.header import parse
from queries.catalogue.parameters import bind
from queries.catalogue.query import Query
from queries.console.tokens import schema_names
from tests.stores import ROOT

TODAY = dt.date(2024, 2, 29)
FILE = Path("catalogue/ties/some.cypher")
HEADER = """\
// name: some
// purpose: Some ties
// purpose_zh: 若干结好关系
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param kind: text(tie_kind) = null -- only this kind | 只看该类别
// column tie: id -- the tie | 结好关系
// column country: area -- its country or area
// example: as_of=2015-08-11 kind=sister_city
"""
BODY = "\nMATCH (n:Tie {home: $home, as_of: $as_of, kind: $kind}) RETURN n.id AS tie, n.c AS country\n"


def some(header: str = HEADER, body: str = BODY, path: Path = FILE) -> Query:
    return parse(header + body, path)


# --- headers ------------------------------------------------------------------------------------------------


def test_header_is_read() -> None:
    query = some()
    assert (query.name, query.group, query.topic, query.path) == (
        "some",
        "catalogue",
        "ties",
        "catalogue/ties/some.cypher",
    )
    assert query.purpose == Bilingual("Some ties", "若干结好关系")
    assert [
        (
            entry.name,
            str(entry.type),
            entry.default,
            *entry.meaning,
            entry.vocabulary,
            entry.required,
        )
        for entry in query.parameters
    ] == [
        ("home", "id", "@home", "the home", "本地", "", False),
        ("as_of", "date", "@today", "the day", "情况截至", "", False),
        ("kind", "text", "null", "only this kind", "只看该类别", "tie_kind", False),
    ]
    assert [(entry.name, str(entry.type), *entry.meaning) for entry in query.columns] == [
        ("tie", "id", "the tie", "结好关系"),
        ("country", "area", "its country or area", ""),
    ]
    assert query.example == {"as_of": "2015-08-11", "kind": "sister_city"}
    assert query.text.startswith("MATCH")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// name: some\n", "", "the header has no name"),
        ("// purpose: Some ties\n", "", "the header has no purpose "),
        ("// purpose_zh: 若干结好关系\n", "", "the header has no purpose_zh"),
        ("// example: as_of=2015-08-11 kind=sister_city\n", "", "the header has no example"),
        ("// name: some", "// name: other", "the header says other, the file is called some"),
        (
            "// name: some",
            "// name some",
            r"unknown entry in the header: '// name some' \(catalogue/ties/some.cypher, line 1\)",
        ),
        ("// purpose: Some", "// porpoise: Some", r"unknown entry .*line 2\): known are name, purpose"),
        ("// purpose: Some ties", "// purpose:", r"purpose is empty .*line 2"),
        ("// purpose: Some ties", "// purpose: a\n// purpose: b", r"purpose is given twice .*line 3"),
        ("// purpose: Some ties", "// purpose x: Some ties", "purpose takes no name"),
        (
            "// param home: id",
            "// param home: idd",
            r"unknown type of parameter: idd .*line 4\): known are id, text",
        ),
        ("// param home: id", "// param: id", "a param needs a name"),
        ("// param home: id", "// param Home: id", "a param needs a name"),
        ("// param as_of", "// param home", r"param home is given twice .*line 5"),
        ("-- the home | 本地", "", r"param home lacks a type or a meaning .*line 4"),
        (
            "text(tie_kind)",
            "text(tie_kinds)",
            r"there is no word list tie_kinds .*line 6\): did you mean tie_kind",
        ),
        (
            "// column country: area",
            "// column country: country",
            r"unknown type of column: country .*line 8",
        ),
        (
            "// column country: area",
            "// column country: area = null",
            r"column country cannot have a default .*line 8",
        ),
        ("// column country", "// column tie", r"column tie is given twice .*line 8"),
        (
            "// param home: id = @home -- the home | 本地\n",
            "",
            "parameter home is used, but the header does not declare it",
        ),
        (
            "// example:",
            "// param more: int = 1 -- more\n// example:",
            "parameter more is declared, but the statement does not use it",
        ),
        ("kind=sister_city", "kind", "the example cannot be read"),
        ("kind=sister_city", "kind='a", "the example cannot be read"),
        ("kind=sister_city", "kynd=sister_city", "some has no parameter kynd: did you mean kind"),
        (
            "kind=sister_city",
            "kind=sister-city",
            "'sister-city' is no word of the list tie_kind .*did you mean sister_city",
        ),
        ("date = @today", "date = tomorrow", "'tomorrow' is not a day"),
    ],
)
def test_faulty_header_is_reported_with_its_place(old: str, new: str, message: str) -> None:
    assert old in HEADER
    with pytest.raises(InputError, match=message) as caught:
        some(HEADER.replace(old, new))
    assert "catalogue/ties/some.cypher" in str(caught.value) or "some" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_file_needs_columns_and_a_statement() -> None:
    with pytest.raises(ConfigurationError, match="names no column"):
        some("".join(line + "\n" for line in HEADER.splitlines() if "column" not in line))
    with pytest.raises(ConfigurationError, match="no statement below the header"):
        some(body="\n")
    with pytest.raises(ConfigurationError, match=r"cannot be read.*is opened and not closed"):
        some(body=BODY + "RETURN 'x")


def test_catalogue_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "catalogue" / "ties").mkdir(parents=True)
    (tmp_path / "load").mkdir()
    (tmp_path / "catalogue" / "ties" / "some.cypher").write_text(HEADER + BODY, encoding="utf-8")
    (tmp_path / "load" / "write.cypher").write_text("// purpose: not asked\nCREATE (n)", encoding="utf-8")
    assert list(load_catalogue(tmp_path)) == ["some"]
    (tmp_path / "circle").mkdir()
    (tmp_path / "circle" / "some.cypher").write_text(HEADER + BODY, encoding="utf-8")
    with pytest.raises(
        ConfigurationError,
        match=r"two statements are called some \(catalogue/ties/some.cypher, circle/some.cypher\)",
    ):
        load_catalogue(tmp_path)


def test_find_suggests_similar_names() -> None:
    catalogue = load_catalogue()
    assert find(catalogue, "sister_cities") is catalogue["sister_cities"]
    with pytest.raises(UnknownName, match=r"there is no query sister_city: did you mean sister_cities"):
        find(catalogue, "sister_city")
    with pytest.raises(UnknownName, match="'friendcircle queries' lists them"):
        find(catalogue, "zzz")


# --- parameters ---------------------------------------------------------------------------------------------


def test_defaults_of_parameters() -> None:
    assert bind(some(), {}, "here", TODAY) == {"home": "here", "as_of": TODAY, "kind": None}


def test_given_values_have_their_types() -> None:
    header = (
        "// name: some\n// purpose: p\n// purpose_zh: 目的\n"
        "// param a: int -- a\n// param b: number = 0.5 -- b\n// param c: year = @today -- c\n// param d: "
        "truth = false -- d\n"
        "// param e: date = null -- e\n// param f: text(event_kind) = null -- f\n// column x: int -- x\n// "
        "example: a=1\n"
    )
    query = some(header, "\nRETURN [$a, $b, $c, $d, $e, $f] AS x")
    assert bind(query, {"a": "7"}, None, TODAY) == {
        "a": 7,
        "b": 0.5,
        "c": 2024,
        "d": False,
        "e": None,
        "f": None,
    }
    given = {"a": " -3 ", "b": "2", "c": "1983", "d": "Yes", "e": "2020-02-29", "f": "a_kind_of_our_own"}
    assert bind(query, given, None, TODAY) == {
        "a": -3,
        "b": 2.0,
        "c": 1983,
        "d": True,
        "e": dt.date(2020, 2, 29),
        "f": "a_kind_of_our_own",
    }
    assert bind(query, {"a": "1", "e": "", "f": ""}, None, TODAY)["e"] is None
    for wrong, message in (
        ({"a": "x"}, "'x' is not a whole number .parameter a of some"),
        ({"a": ""}, "'' is not a whole number"),
        ({"a": "1", "b": "nan"}, "'nan' is not a number"),
        ({"a": "1", "c": "20000"}, "'20000' is not a year as YYYY"),
        ({"a": "1", "d": "perhaps"}, "'perhaps' is not true or false"),
        ({"a": "1", "e": "2020-02-30"}, "'2020-02-30' is not a day as YYYY-MM-DD"),
        ({"a": "1", "e": "2020-02"}, "'2020-02' is not a day as YYYY-MM-DD"),
        ({}, r"some needs a \(a\): give a=…"),
    ):
        with pytest.raises(InputError, match=message):
            bind(query, wrong, None, TODAY)


def test_missing_and_unknown_parameters_are_reported() -> None:
    with pytest.raises(InputError, match=r"no home is configured .*give home=ID"):
        bind(some(), {}, None, TODAY)
    with pytest.raises(UnknownName, match="some has no parameter asof: did you mean as_of"):
        bind(some(), {"asof": "2020-01-01"}, "here", TODAY)
    with pytest.raises(
        UnknownName, match=r"'sistercity' is no word of the list tie_kind .*did you mean sister_city"
    ):
        bind(some(), {"kind": "sistercity"}, "here", TODAY)


# --- running ------------------------------------------------------------------------------------------------


class Fixed:
    """A stub of a store that returns fixed columns and rows."""

    def __init__(self, columns: list[str], rows: list[list[Any]]) -> None:
        self._result = Result(columns, rows)

    def read(
        self, text: str, parameters: Mapping[str, object], *, timeout: float | None, limit: int | None
    ) -> Result:
        return self._result


def test_columns_of_an_answer_are_those_of_the_header() -> None:
    assert run(Fixed(["tie", "country"], [["a", "DE"]]), some(), {}).records() == [
        {"tie": "a", "country": "DE"}
    ]
    assert run(Fixed([], []), some(), {}).columns == ["tie", "country"]
    with pytest.raises(ConfigurationError, match="header: tie, country; answer: country, tie"):
        run(Fixed(["country", "tie"], [["DE", "a"]]), some(), {})


# --- the catalogue itself -----------------------------------------------------------------------------------

CATALOGUE = load_catalogue()
STATEMENTS = sorted(path.relative_to(FOLDER) for path in FOLDER.rglob("*.cypher"))


@pytest.mark.parametrize("path", STATEMENTS, ids=str)
def test_names_exist_in_the_model(path: Path) -> None:
    labels, types = schema_names((FOLDER / path).read_text(encoding="utf-8"))
    # Placeholders, which the program fills with names of the model.
    filled = {name for name in labels | types if name.startswith("__") and name.endswith("__")}
    assert labels - filled <= set(NODE_TYPES)
    assert types - filled <= set(RELATION_TYPES)


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_texts_exist_in_both_languages(name: str) -> None:
    query = CATALOGUE[name]
    assert query.purpose.zh != query.purpose.en
    assert all(entry.meaning.zh for entry in (*query.parameters, *query.columns))


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_equal_parameters_have_equal_names(name: str) -> None:
    """Check that parameters of the same meaning have the same name and default everywhere."""
    usual = {
        "home": ("id", "@home"),
        "as_of": ("date", "@today"),
        "known_as_of": ("date", "null"),
        "outside": ("text", "@outside"),
        "from": ("date", "null"),
        "to": ("date", "@today"),
        "country": ("text", "null"),
    }
    for parameter in CATALOGUE[name].parameters:
        if parameter.name in usual and name != "path":
            assert (str(parameter.type), parameter.default) == usual[parameter.name]


#: Queries about the store itself or about links worked out before, which have a day of their own.
_WITHOUT_CLOCKS = {"contents", "issues", "links", "load_runs"}


@pytest.mark.parametrize("name", [name for name, query in CATALOGUE.items() if query.group == "catalogue"])
def test_what_shows_facts_takes_both_clocks(name: str) -> None:
    clocks = {"as_of", "known_as_of"} & {parameter.name for parameter in CATALOGUE[name].parameters}
    assert clocks == (set() if name in _WITHOUT_CLOCKS else {"as_of", "known_as_of"})


@pytest.mark.parametrize("lang", list(PAGES))
def test_catalogue_pages_are_up_to_date(lang: str) -> None:
    page = ROOT / "docs" / PAGES[lang]
    assert page.read_text(encoding="utf-8") == document(CATALOGUE, lang), "run: python -m queries"


def test_pages_name_every_statement() -> None:
    for lang in PAGES:
        page = document(CATALOGUE, lang)
        for query in CATALOGUE.values():
            assert f"### {query.name}\n" in page
            assert query.purpose.text(lang) in page
    with pytest.raises(UnknownName, match="there is no language fr"):
        document(CATALOGUE, "fr")


def test_pages_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(tmp_path)])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(PAGES.values())
    assert capsys.readouterr().out.count("\n") == len(PAGES)


def test_year_is_that_of_the_day_asked_about() -> None:
    query, today = load_catalogue()["anniversaries_of_ties"], dt.date(2026, 12, 3)
    assert bind(query, {}, "home", today)["year"] == 2026
    assert bind(query, {"as_of": "2020-01-22"}, "home", today)["year"] == 2020
    assert bind(query, {"as_of": "2020-01-22", "year": "2021"}, "home", today)["year"] == 2021

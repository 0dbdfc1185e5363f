"""Finding a place by any of its names."""

import pytest

from dashboard.core.name_search import SearchEntry, entry, find

ENTRIES = [
    entry("cebu-city", ["宿务", "Cebu City", "Cebu City"]),
    entry("izmir", ["伊兹密尔", "Izmir", "İzmir"]),
    entry("foz-do-iguacu", ["伊瓜苏市", "Foz do Iguaçu"]),
    entry("mokpo", ["木浦", "Mokpo", "목포"]),
    entry("marathon", ["马拉松", "Marathon", "Μαραθώνας"]),
    entry("cebu-port", ["宿务港", "Port of Cebu"]),
    entry("ginowan", ["宜野湾市", "Ginowan"]),
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("宿务", "cebu-city"),
        ("宿", "cebu-city"),
        ("cebu", "cebu-city"),
        ("CEBU CITY", "cebu-city"),
        ("port of c", "cebu-port"),
        ("iguacu", "foz-do-iguacu"),
        ("Iguaçu", "foz-do-iguacu"),
        ("izmir", "izmir"),
        ("İZMİR", "izmir"),
        ("yzme", "izmir"),
        ("mp", "mokpo"),
        ("mupu", "mokpo"),
        ("목포", "mokpo"),
        ("μαραθωνας", "marathon"),
        ("foz-do", "foz-do-iguacu"),
        ("yyws", "ginowan"),
    ],
)
def test_names_initials_and_ids_are_found(query: str, first: str) -> None:
    assert find(ENTRIES, query)[0] == first


@pytest.mark.parametrize("query", ["", "   ", "qqqq", "<script>", "'; --", "x" * 10_000])
def test_no_match(query: str) -> None:
    assert find(ENTRIES, query) == []


def test_best_matches_come_first_up_to_a_limit() -> None:
    assert find(ENTRIES, "宿务") == ["cebu-city", "cebu-port"]
    many = [SearchEntry(str(number), ("same",)) for number in range(50)]
    assert find(many, "same") == [str(number) for number in range(8)]

"""Charts as SVG text: their content and positions, and escaping of texts."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from reports.drawing.charts import Moment, Series, columns, lanes, stacks

SVG = "{http://www.w3.org/2000/svg}"
NASTY = 'a & b <script>alert(1)</script> "x"'


def drawing(text: str) -> ET.Element:
    return ET.fromstring(text)


def bars(root: ET.Element, colour: str) -> list[tuple[float, float]]:
    """Return top and height of the bars of a colour inside the groups, i.e. without the legend."""
    return [
        (float(one.attrib["y"]), float(one.attrib["height"]))
        for group in root.iter(f"{SVG}g")
        for one in group
        if one.get("fill") == colour
    ]


def texts(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def test_columns_are_stacked_in_proportion() -> None:
    root = drawing(
        columns(
            ["2018", "2019"],
            [Series("in", "#111111", (4.0, 2.0)), Series("out", "#222222", (None, 6.0))],
            alt="visits",
        )
    )
    (first, second), (top,) = bars(root, "#111111"), bars(root, "#222222")
    assert first[1] == pytest.approx(2 * second[1], abs=0.2), "4 is twice as high as 2"
    assert top[1] == pytest.approx(3 * second[1], abs=0.2)
    assert top[0] + top[1] == pytest.approx(second[0], abs=0.2), (
        "the second series begins where the first ends"
    )
    assert root.get("aria-label") == "visits" and root.get("role") == "img"
    assert [one.text for one in root.iter(f"{SVG}title")] == ["2018: in 4", "2019: in 2, out 6"], (
        "what is not recorded is not said to be none"
    )


def test_stated_total_is_outlined_and_sets_the_scale() -> None:
    root = drawing(
        columns(
            ["2019"],
            [Series("in", "#111111", (25.0,)), Series("stated", "#333333", (205.0,), hollow=True)],
            alt="",
        )
    )
    frame = next(one for group in root.iter(f"{SVG}g") for one in group if one.get("stroke-dasharray"))
    assert float(frame.attrib["height"]) == pytest.approx(bars(root, "#111111")[0][1] * 205 / 25, rel=0.01)
    assert "300" in texts(root)


def test_labels_are_left_out_without_room() -> None:
    years = [str(year) for year in range(1950, 2026)]
    told = [
        text
        for text in texts(drawing(columns(years, [Series("in", "#111111", (1.0,) * len(years))], alt="")))
        if text in years
    ]
    assert 8 < len(told) < 40 and told[0] == "1950"


def test_chart_without_data_is_drawn() -> None:
    assert drawing(columns([], [], alt="")).tag == f"{SVG}svg"
    assert drawing(stacks([], [], alt="", most=0.0, figures=True)).tag == f"{SVG}svg"
    assert (
        drawing(lanes([("a", "#111111", [])], first=2020.0, last=2020.0, span=(2020.0, 2020.0), alt="")).tag
        == f"{SVG}svg"
    )


@pytest.mark.parametrize("figures", [True, False])
def test_bars_follow_one_another(figures: bool) -> None:
    root = drawing(
        stacks(
            ["Trier"],
            [Series("F", "#111111", (10.0,)), Series("A", "#222222", (5.0,))],
            alt="",
            most=30.0,
            figures=figures,
        )
    )
    first, second = (one for group in root.iter(f"{SVG}g") for one in group if one.tag == f"{SVG}rect")
    assert float(first.attrib["width"]) == pytest.approx(2 * float(second.attrib["width"]), abs=0.2)
    assert float(second.attrib["x"]) == pytest.approx(
        float(first.attrib["x"]) + float(first.attrib["width"]), abs=0.2
    )
    assert ("15.0" in texts(root)) is figures
    assert ("F 10.0" in "".join(one.text or "" for one in root.iter(f"{SVG}title"))) is figures, (
        "words only: no number is said"
    )


def test_overlapping_marks_are_merged() -> None:
    near = [Moment(2019.0 + number / 1000, f"v{number}", (f"v{number}",)) for number in range(12)]
    root = drawing(
        lanes(
            [("in", "#111111", [*near, Moment(2000.0, "old", ("old",))])],
            first=1990.0,
            last=2020.0,
            span=(2018.0, 2020.0),
            alt="",
        )
    )
    alone, together = sorted(root.iter(f"{SVG}circle"), key=lambda one: float(one.attrib["cx"]))
    assert (alone.get("data-things"), together.get("data-things")) == (
        "old",
        ",".join(f"v{number}" for number in range(12)),
    )
    assert float(together.attrib["r"]) > float(alone.attrib["r"])
    assert alone.get("fill-opacity") and not together.get("fill-opacity"), (
        "what lies outside the period is faint"
    )
    title = together.find(f"{SVG}title")
    assert title is not None and title.text is not None
    assert title.text.splitlines()[0] == "v0" and title.text.splitlines()[-1] == "+4"


def test_timeline_tells_the_positions_of_its_years() -> None:
    root = drawing(
        lanes(
            [("in", "#111111", [Moment(2000.0, "x")])],
            first=1990.0,
            last=2020.0,
            span=(2000.0, 2010.0),
            alt="",
        )
    )
    left, right = (float(root.attrib[f"data-{name}"]) for name in ("left", "right"))
    (shade,) = (one for one in root.iter(f"{SVG}rect") if one.get("class") == "span")
    assert float(shade.attrib["x"]) == pytest.approx(left + (right - left) / 3, abs=0.2)
    assert float(shade.attrib["width"]) == pytest.approx((right - left) / 3, abs=0.2)
    (mark,) = root.iter(f"{SVG}circle")
    assert float(mark.attrib["cx"]) == pytest.approx(left + (right - left) / 3, abs=0.2)
    assert mark.get("data-things") is None, "what stands for nothing that can be opened says nothing"


def test_texts_are_escaped() -> None:
    for text in (
        columns([NASTY], [Series(NASTY, "#111111", (1.0,))], alt=NASTY),
        stacks([NASTY], [Series(NASTY, "#111111", (1.0,))], alt=NASTY, most=1.0, figures=True),
        lanes(
            [(NASTY, "#111111", [Moment(2000.5, NASTY, (NASTY,))])],
            first=2000.0,
            last=2001.0,
            span=(2000.0, 2001.0),
            alt=NASTY,
        ),
    ):
        root = drawing(text)
        assert root.get("aria-label") == NASTY
        assert not [one for one in root.iter() if one.tag.endswith("script")]

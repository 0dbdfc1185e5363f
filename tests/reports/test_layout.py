"""Marks and labels never overlap; the layout is deterministic; distance shows strength."""

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.drawing.circle_layout import LEEWAY, arrange
from reports.drawing.circle_shapes import (
    Frame,
    Layout,
    Mark,
    PlacedMark,
    Scale,
    Zone,
)
from reports.drawing.text_metrics import shorten, text_width

SECTORS = {
    "AS": "Asia 19",
    "OC": "Oceania 2",
    "SA": "South America 3",
    "NA": "North America 5",
    "AF": "Africa 1",
    "EU": "Europe 9",
}
ZONES = (Zone("close", "Close", 45.0), Zone("regular", "Regular", 28.0), Zone("sparse", "Sparse", 0.0))
STRENGTHS = st.floats(0.0, 100.0)
FRAME = Frame(reserved=((-450.0, 182.0, -205.0, 297.0), (255.0, 167.0, 450.0, 297.0)))


@st.composite
def sets_of_marks(draw: st.DrawFn) -> list[Mark]:
    count = draw(st.integers(0, 70))
    marks = []
    for number in range(count):
        main = draw(st.integers(0, 3)) > 0
        seat = "" if main else draw(st.sampled_from(["", "inner", "bead"]))
        strength = (
            None
            if seat or (main and draw(st.integers(0, 4)) == 0)
            else draw(st.sampled_from([0.0, 25.0, 27.9, 28.0, 45.0, 60.0, 100.0]) | STRENGTHS)
        )
        sector = draw(st.sampled_from([*SECTORS] if main else [*SECTORS, ""]))
        label = draw(st.sampled_from(["宿务", "圣地亚哥首都大区", "Nice", "Gwangyang Bay Area", "Richmond"]))
        near = f"m{draw(st.integers(0, number))}" if not main else ""
        marks.append(
            Mark(
                id=f"m{number}",
                sector=sector,
                strength=strength,
                order=float(draw(st.integers(-180, 180))),
                label=label,
                size=draw(st.sampled_from([3.4, 5.2, 9.5])),
                seat=seat,
                main=main,
                near=near,
            )
        )
    return marks


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def check(layout: Layout) -> None:
    """Check that no marks and texts overlap and nothing lies in the margin or under the legend."""
    frame = layout.frame
    places = list(layout.places.values())
    for index, one in enumerate(places):
        assert abs(one.x) + one.size <= frame.width / 2 and abs(one.y) + one.size <= frame.height / 2, one
        assert math.hypot(one.x, one.y) >= frame.home_radius + one.size, f"{one} is under the home"
        for other in places[:index]:
            assert math.hypot(one.x - other.x, one.y - other.y) >= one.size + other.size, (one, other)
    texts = [(place.id, place.label) for place in places if place.label]
    texts += [(sector.code, sector.label) for sector in layout.sectors] + [
        (band.code, band.label) for band in layout.bands
    ]
    for index, (name, text) in enumerate(texts):
        box = text.box
        assert (
            -frame.width / 2 <= box[0]
            and box[2] <= frame.width / 2
            and -frame.height / 2 <= box[1]
            and box[3] <= frame.height / 2
        ), (name, box)
        for other_name, other_text in texts[:index]:
            assert not overlap(box, other_text.box), (name, other_name)
        for place in places:
            dx, dy = max(box[0] - place.x, 0, place.x - box[2]), max(box[1] - place.y, 0, place.y - box[3])
            assert place.id == name or math.hypot(dx, dy) >= place.size, (name, place.id)
    for place in places:
        for box in frame.reserved:
            assert place.label is None or not overlap(place.label.box, box), place


@settings(max_examples=60, deadline=None)
@given(sets_of_marks())
def test_nothing_overlaps_and_nothing_is_lost(marks: list[Mark]) -> None:
    layout = arrange(marks, sectors=SECTORS, zones=ZONES, frame=FRAME)
    check(layout)
    assert {*layout.places, *layout.unplaced} == {
        mark.id for mark in marks if mark.strength is not None or not mark.main
    }
    assert arrange(list(reversed(marks)), sectors=SECTORS, zones=ZONES, frame=FRAME).places == layout.places


@settings(max_examples=30, deadline=None)
@given(sets_of_marks())
def test_distance_depends_only_on_strength(marks: list[Mark]) -> None:
    layout = arrange(marks, sectors=SECTORS, zones=ZONES, frame=FRAME)
    scale, bands = Scale(ZONES, FRAME), {band.code: band for band in layout.bands}
    for mark in marks:
        if mark.strength is None or mark.id not in layout.places:
            continue
        distance = math.hypot(layout.places[mark.id].x, layout.places[mark.id].y)
        assert abs(distance - scale.distance(mark.strength)) <= LEEWAY + 0.1
        band = bands[ZONES[scale.index(mark.strength)].code]
        assert band.inner - 0.1 <= distance <= band.outer + 0.1, "never past the edge of its band"


def test_scale_has_three_equal_bands_and_is_linear_within() -> None:
    scale = Scale(ZONES, FRAME)
    depth = (FRAME.rim - FRAME.inner) / 3
    expected = {100.0: 0.0, 72.5: 0.5, 45.0: 1.0, 36.5: 1.5, 28.0: 2.0, 14.0: 2.5, 0.0: 3.0}
    for strength, depths in expected.items():
        assert scale.distance(strength) == pytest.approx(FRAME.inner + depth * depths)
    assert scale.distance(45.0 - 1e-9) == pytest.approx(scale.distance(45.0))


@given(STRENGTHS, STRENGTHS, STRENGTHS, STRENGTHS)
def test_more_strength_is_never_farther_whatever_the_limits(
    one: float, other: float, close: float, regular: float
) -> None:
    close, regular = max(close, regular), min(close, regular)
    scale = Scale((Zone("close", "", close), Zone("regular", "", regular), Zone("sparse", "", 0.0)), FRAME)
    near, far = scale.distance(max(one, other)), scale.distance(min(one, other))
    assert FRAME.inner <= near <= far + 1e-9
    assert far <= FRAME.rim


def test_150_marks_are_placed() -> None:
    sectors = list(SECTORS)
    partners = [
        Mark(
            id=f"p{n:03d}",
            sector=sectors[n % 6],
            strength=60.0 * n / 70,
            order=n % 37,
            label="Gwangyang" if n % 2 else "宜野湾市",
            size=5.2 + n % 4,
        )
        for n in range(70)
    ]
    others = [
        Mark(
            id=f"s{n:03d}",
            sector=sectors[n // 3 % 6],
            strength=None if n % 3 else n / 2,
            order=0.0,
            label="Port of Busan",
            size=3.4,
            seat=("", "inner", "bead")[n % 3],
            main=False,
            near=f"p{n % 70:03d}",
        )
        for n in range(80)
    ]
    layout = arrange([*partners, *others], sectors=SECTORS, zones=ZONES, frame=FRAME)
    check(layout)
    assert layout.unplaced == ()
    assert len(layout.places) == 150


def test_100_marks_of_one_strength_are_placed() -> None:
    marks = [
        Mark(
            id=f"m{n:03d}", sector=list(SECTORS)[n % 3], strength=25.0, order=float(n), label="Nice", size=5.2
        )
        for n in range(100)
    ]
    layout = arrange(marks, sectors=SECTORS, zones=ZONES, frame=FRAME)
    check(layout)
    assert layout.unplaced == ()


def test_mark_lies_in_its_sector() -> None:
    marks = [
        Mark(id=f"m{n}", sector=code, strength=strength, order=float(n), label="Nice", size=6.0)
        for n, (code, strength) in enumerate(itertools.product(SECTORS, (0.0, 20.0, 35.0, 50.0)))
    ]
    layout = arrange(marks, sectors=SECTORS, zones=ZONES, frame=FRAME)
    sectors = {sector.code: sector for sector in layout.sectors}
    for mark in marks:
        place = layout.places[mark.id]
        angle = math.degrees(math.atan2(place.y, place.x))
        sector = sectors[mark.sector]
        assert any(sector.start - 0.1 <= angle + turn <= sector.end + 0.1 for turn in (0, 360)), mark


def test_other_marks_do_not_change_a_distance() -> None:
    marks = [
        Mark(id=f"m{n}", sector="AS", strength=20.0 + n, order=float(n), label="Nice", size=6.0)
        for n in range(12)
    ]
    alone, together = (arrange(entry, sectors=SECTORS, zones=ZONES).places for entry in (marks[:1], marks))
    apart = math.hypot(alone["m0"].x, alone["m0"].y) - math.hypot(together["m0"].x, together["m0"].y)
    assert abs(apart) <= LEEWAY + 0.1


def test_sectors_do_not_overlap() -> None:
    layout = arrange([], sectors=SECTORS, zones=ZONES)
    ends = [(sector.start, sector.end) for sector in layout.sectors]
    assert all(first[1] < second[0] for first, second in itertools.pairwise(ends))
    assert ends[-1][1] < ends[0][0] + 360


def test_later_partner_has_its_slot_reserved() -> None:
    marks = [
        Mark(id=f"m{n}", sector="AS", strength=30.0, order=float(n), label="Nice", size=6.0)
        for n in range(12)
    ]
    later = [replace(mark, strength=None) if index % 2 else mark for index, mark in enumerate(marks)]
    before, after = (arrange(entry, sectors=SECTORS, zones=ZONES).places for entry in (later, marks))
    assert set(before) == {"m0", "m2", "m4", "m6", "m8", "m10"}
    for identifier, place in before.items():
        assert abs(turned(place, after[identifier])) < 15


def test_mark_with_changed_strength_keeps_its_angle() -> None:
    marks = [
        Mark(id=f"m{n}", sector="AS", strength=10.0 + 3 * n, order=float(n), label="Nice", size=6.0)
        for n in range(12)
    ]
    stronger = [replace(mark, strength=48.0) if mark.id == "m3" else mark for mark in marks]
    before, after = (arrange(entry, sectors=SECTORS, zones=ZONES).places for entry in (marks, stronger))
    for identifier, place in before.items():
        assert abs(turned(place, after[identifier])) < 3
    assert math.hypot(after["m3"].x, after["m3"].y) < math.hypot(before["m3"].x, before["m3"].y) - 60


def turned(one: PlacedMark, other: PlacedMark) -> float:
    """Return the angle in degrees between two places, seen from the centre."""
    return (math.degrees(math.atan2(one.y, one.x) - math.atan2(other.y, other.x)) + 180) % 360 - 180


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Mark(id="m", sector="XX", strength=50.0, order=0.0, label="Nice", size=5.0), "no sector"),
        (
            Mark(id="m", sector="AS", strength=None, order=0.0, label="Nice", size=5.0, main=False),
            "neither strength",
        ),
    ],
)
def test_mark_without_a_valid_place_is_refused(mark: Mark, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        arrange([mark], sectors=SECTORS, zones=ZONES)


def test_long_names_are_cut_with_an_ellipsis() -> None:
    assert shorten("Nice", 100) == "Nice"
    cut = shorten("x" * 10_000, 120)
    assert cut.endswith("…")
    assert text_width(cut) <= 120

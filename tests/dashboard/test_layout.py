"""Marks and labels never overlap; the same marks stand in the same places."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.components.layout import Frame, Layout, Mark, arrange, shorten, text_width

SECTORS = {"AS": "Asia 19", "OC": "Oceania 2", "SA": "South America 3", "NA": "North America 5", "AF": "Africa 1", "EU": "Europe 9"}
RINGS = {"sister": "Sister cities", "exchange": "Exchange cities", "agreement": "Ports, zones", "intent": "Intent", "contact": "Contacts, targets"}
FRAME = Frame(reserved=((-450.0, 182.0, -205.0, 297.0), (255.0, 167.0, 450.0, 297.0)))


@st.composite
def sets_of_marks(draw: st.DrawFn) -> list[Mark]:
    count = draw(st.integers(0, 70))
    marks = []
    for number in range(count):
        main = draw(st.integers(0, 3)) > 0
        ring = draw(st.sampled_from([*RINGS, ""] if main else [*RINGS, "inner", "bead"]))
        sector = draw(st.sampled_from([*SECTORS] if main else [*SECTORS, ""]))
        label = draw(st.sampled_from(["宿务", "圣地亚哥首都大区", "Nice", "Gwangyang Bay Area", "Richmond"]))
        near = f"m{draw(st.integers(0, number))}" if not main else ""
        marks.append(Mark(f"m{number}", sector, ring, float(draw(st.integers(-180, 180))), label, draw(st.sampled_from([3.4, 5.2, 9.5])), main, near))
    return marks


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def check(layout: Layout) -> None:
    """No two marks, no two texts, no text and mark, nothing in the margin or under the legend."""
    frame = layout.frame
    places = list(layout.places.values())
    for index, one in enumerate(places):
        assert abs(one.x) + one.size <= frame.width / 2 and abs(one.y) + one.size <= frame.height / 2, one
        assert math.hypot(one.x, one.y) >= frame.home_radius + one.size, f"{one} is under the home"
        for other in places[:index]:
            assert math.hypot(one.x - other.x, one.y - other.y) >= one.size + other.size, (one, other)
    texts = [(place.id, place.label) for place in places if place.label] + [(entry.code, entry.label) for entry in (*layout.sectors, *layout.bands)]
    for index, (name, label) in enumerate(texts):
        box = label.box
        assert -frame.width / 2 <= box[0] and box[2] <= frame.width / 2 and -frame.height / 2 <= box[1] and box[3] <= frame.height / 2, (name, box)
        for other_name, other in texts[:index]:
            assert not overlap(box, other.box), (name, other_name)
        for place in places:
            dx, dy = max(box[0] - place.x, 0, place.x - box[2]), max(box[1] - place.y, 0, place.y - box[3])
            assert place.id == name or math.hypot(dx, dy) >= place.size, (name, place.id)
    for place in places:
        for box in frame.reserved:
            assert place.label is None or not overlap(place.label.box, box), place


@settings(max_examples=60, deadline=None)
@given(sets_of_marks())
def test_nothing_overlaps_and_nothing_is_lost(marks: list[Mark]) -> None:
    layout = arrange(marks, sectors=SECTORS, rings=RINGS, frame=FRAME)
    check(layout)
    assert {*layout.places, *layout.unplaced} == {mark.id for mark in marks if mark.ring or not mark.main}
    assert arrange(list(reversed(marks)), sectors=SECTORS, rings=RINGS, frame=FRAME).places == layout.places


def test_a_hundred_and_fifty_marks_find_their_places() -> None:
    sectors, rings = list(SECTORS), list(RINGS)
    partners = [Mark(f"p{n:03d}", sectors[n % 6], rings[n % 5], n % 37, "Gwangyang" if n % 2 else "宜野湾市", 5.2 + n % 4, True) for n in range(70)]
    others = [
        Mark(f"s{n:03d}", sectors[n // 3 % 6], ("bead", "inner", "agreement")[n % 3], 0.0, "Port of Busan", 3.4, False, f"p{n % 70:03d}") for n in range(80)
    ]
    layout = arrange([*partners, *others], sectors=SECTORS, rings=RINGS, frame=FRAME)
    check(layout)
    assert layout.unplaced == ()
    assert len(layout.places) == 150


def test_a_mark_stands_in_its_sector_and_on_its_ring() -> None:
    marks = [Mark(f"m{n}", code, ring, float(n), "Nice", 6.0) for n, (code, ring) in enumerate((code, ring) for code in SECTORS for ring in RINGS)]
    layout = arrange(marks, sectors=SECTORS, rings=RINGS, frame=FRAME)
    sectors = {sector.code: sector for sector in layout.sectors}
    bands = {band.code: band for band in layout.bands}
    for mark in marks:
        place = layout.places[mark.id]
        assert bands[mark.ring].inner <= math.hypot(place.x, place.y) <= bands[mark.ring].outer
        angle = math.degrees(math.atan2(place.y, place.x))
        sector = sectors[mark.sector]
        assert any(sector.start - 0.1 <= angle + turn <= sector.end + 0.1 for turn in (0, 360)), mark
    radii = [bands[ring].outer for ring in RINGS]
    assert radii == sorted(radii)


def test_sectors_go_round_without_overlapping() -> None:
    layout = arrange([], sectors=SECTORS, rings=RINGS)
    ends = [(sector.start, sector.end) for sector in layout.sectors]
    assert all(first[1] < second[0] for first, second in itertools.pairwise(ends))
    assert ends[-1][1] < ends[0][0] + 360


def test_a_partner_that_was_not_there_yet_keeps_its_slot() -> None:
    marks = [Mark(f"m{n}", "AS", "sister", float(n), "Nice", 6.0) for n in range(12)]
    later = [Mark(mark.id, mark.sector, "" if index % 2 else "sister", mark.order, mark.label, mark.size) for index, mark in enumerate(marks)]
    before, after = (arrange(entry, sectors=SECTORS, rings=RINGS, crowd={"sister": 12}).places for entry in (later, marks))
    assert set(before) == {"m0", "m2", "m4", "m6", "m8", "m10"}
    for identifier, place in before.items():
        turned = math.degrees(math.atan2(place.y, place.x) - math.atan2(after[identifier].y, after[identifier].x))
        assert abs(turned) < 15


def test_a_mark_without_a_sector_is_refused() -> None:
    with pytest.raises(ValueError, match="no sector"):
        arrange([Mark("m", "XX", "sister", 0.0, "Nice", 5.0)], sectors=SECTORS, rings=RINGS)


def test_long_names_are_cut_with_an_ellipsis() -> None:
    assert shorten("Nice", 100) == "Nice"
    cut = shorten("x" * 10_000, 120)
    assert cut.endswith("…")
    assert text_width(cut) <= 120

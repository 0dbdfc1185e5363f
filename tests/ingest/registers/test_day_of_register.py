"""The day for which a register holds, as its title tells."""

from __future__ import annotations

import pytest

from ingest.registers.day_of_register import day_of_register


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("国际友好城市一览表（截至2019年12月）", "2019-12"),
        ("截至 2024.6.30 友城情况", "2024-06-30"),
        ("友城名单 截止到2023年", "2023"),
        ("Twin towns (as of 30 June 2024)", "2024-06-30"),
        ("Städtepartnerschaften, Stand: 01.04.2023", "2023-04-01"),
        ("Twin towns (as of 01/04/2023)", ""),  # of two readings none is taken
        ("Städtepartnerschaften, Stand: 30.04.2023", "2023-04-30"),
        ("姉妹都市一覧（2024年4月1日現在）", "2024-04-01"),
        ("国际友好城市一览表 2019年", ""),
        ("截至目前的友城", ""),
        ("", ""),
    ],
)
def test_day_is_read_from_the_words_beside_it(text: str, day: str) -> None:
    assert day_of_register(text) == day

"""The plain pass used as the baseline for strength gives the same result where there are no events."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.strength import measure, plain_pass, random_table
from graph.strength.config import default_config


def test_plain_pass_agrees_where_no_contacts_share_days() -> None:
    config = default_config()
    table = random_table(5_000, 50, seed=3)
    nothing = np.zeros(0, dtype=np.intp)
    alone = replace(
        table,
        contacts=replace(
            table.contacts, under=nothing, over=nothing, under_entry=nothing, over_entry=nothing
        ),
    )
    components = alone.components(config)
    expected = sum(config["weights"][name] * components[name] for name in "ARB")
    assert plain_pass(alone, config) == pytest.approx(expected, abs=1e-9)


def test_measured_figures() -> None:
    found = measure(contacts=2_000, partners=20, repeat=1)
    assert set(found) == {"ours_ms", "plain_ms", "ratio", "contacts", "partners"}
    assert found["ratio"] == pytest.approx(found["ours_ms"] / found["plain_ms"])

"""The page Import names every reason that the commands give for a meaning."""

from __future__ import annotations

from typing import get_args

import pytest

from dashboard.core.texts import load_texts
from ingest.registers.propose import Why


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_has_a_text(lang: str) -> None:
    t = load_texts(lang)
    texts = [t(f"import.why_{why or 'none'}") for why in get_args(Why)]
    assert len(set(texts)) == len(texts)

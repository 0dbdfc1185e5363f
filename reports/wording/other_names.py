"""Former and other names in words: ``formerly Maroochy (until 2008)``. Pure."""

from __future__ import annotations

from graph.facts.names import OtherName
from graph.i18n import Texts


def other_name_text(name: OtherName, words: Texts) -> str:
    """Return a former or other name with its kind and its time."""
    key = "span" if name.first and name.last else "since" if name.first else "until" if name.last else ""
    time = words(f"name.{key}", first=name.first, last=name.last) if key else ""
    return words(f"name.{name.kind}", name=name.text, time=time)

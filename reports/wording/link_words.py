"""How alive a link is and what is signed, in words, with the line of fact that stands beside them. Pure."""

from __future__ import annotations

from graph.i18n import Texts
from graph.strength.bands import ContactRecord, SignedForm, SignedTie, StrengthBand


def band_text(band: StrengthBand, record: ContactRecord, words: Texts) -> str:
    """Return how alive a link is; for a silent one, with the day of the last contact."""
    if band is StrengthBand.SILENT and record.last:
        return words("link.silent", last=record.last.date)
    return words.word("band", band.value)


def contact_text(band: StrengthBand, record: ContactRecord, words: Texts) -> str:
    """Return how alive a link is, with the line of fact in brackets where it says more."""
    text = band_text(band, record, words)
    return words("link.with", text=text, record=record_text(record, words)) if record.recent else text


def record_text(record: ContactRecord, words: Texts) -> str:
    """Return the line of fact, such as "7 in three years, highest rank mayor, last 2025-03"."""
    if record.last is None:
        return words("link.no_contact")
    if not record.recent:
        return words("link.last", last=record.last.date)
    if not record.top:
        return words("link.record_without_rank", count=record.recent, last=record.last.date)
    return words(
        "link.record",
        count=record.recent,
        top=words.word("contact_level", record.top),
        last=record.last.date,
    )


def signed_text(signed: SignedTie, words: Texts) -> str:
    """Return what is signed and since when, such as "Sister city (since 2010)"."""
    kind = words.word("tie_kind", signed.kind) if signed.kind else ""
    match signed.form:
        case SignedForm.NOTHING:
            return words("link.nothing_signed")
        case SignedForm.SIGNED:
            text = words("link.signed", kind=kind, year=signed.since[:4]) if signed.since else kind
            if signed.status == "active":
                return text
            return words("link.but", text=text, status=words.word("instrument_status", signed.status))
        case SignedForm.ENDED:
            return words("link.ended", kind=kind)
        case SignedForm.UNDATED:
            return words("link.undated", kind=kind)
        case _:
            return words.word("signed_form", signed.form.value)

"""The sections on the state of the circle and on what has changed. Pure."""

from __future__ import annotations

from collections import Counter

from graph.i18n import Bilingual
from graph.planning.reach_rules import formal_ties
from graph.strength.config import COMPONENTS
from reports.document import Block, Listing, Paragraph, Picture, Section
from reports.drawing import pictures
from reports.planning_pack.context import PackContext
from reports.wording.link_words import band_text

#: Kinds of tie that are counted, in display order.
KINDS = ("sister_city", "friendly_exchange_city", "district_level_tie", "sister_port")


def state_section(context: PackContext) -> Section:
    """Build the section on the ties, targets, consulates and visits of the home."""
    words, on_date = context.words, context.on_date
    points = []
    for kind in KINDS:
        ties = formal_ties(on_date, [kind])
        if ties:
            sources = {word.source for _, entry in ties for word in entry.statements}
            points.append(
                words("pack.ties", n=len(ties), kind=words.word("tie_kind", kind))
                + context.cite(sorted(sources)[:3])
            )
    targets = context.open_targets
    points.append(
        words("pack.targets", n=len(targets), names=context.names(card.partner for card in targets))
    )
    consulates = [
        consulate
        for consulate in on_date.world.consulates
        if consulate.here and consulate.is_open(on_date.as_of)
    ]
    if consulates:
        names = [Bilingual(entry.name_en, entry.name_zh).text(words.lang) for entry in consulates]
        points.append(
            words(
                "pack.posts",
                n=len(consulates),
                names=context.joined(
                    sorted(name or consulate.id for name, consulate in zip(names, consulates, strict=True))
                ),
            )
        )
    points += _register(context)
    alt = words("pictures.circle_alt", home=context.teller.name(on_date.world.home.id), day=on_date.day)
    svg = pictures.circle(on_date, context.teller, words, context.stamp, measured=context.internal)
    caption = (
        words("pack.circle_caption", day=on_date.day)
        if context.internal
        else words("pack.circle_caption_public", day=on_date.day)
    )
    return Section(words("pack_part.state"), (Listing(tuple(points)), Picture(svg, alt, caption)))


def _register(context: PackContext) -> list[str]:
    """Return the number of visits in the year before the planned one by direction, and the stated totals;
    internally also how much of them the register contains.
    """
    words, year = context.words, context.material.period - 1
    directions: Counter[str] = Counter()
    seen: set[str] = set()
    for view in context.on_date.partners.values():
        for contact in view.contacts:
            if contact.what == "visit" and contact.id not in seen and contact.date[:4] == str(year):
                seen.add(contact.id)
                directions[contact.data_kind] += 1
    points = [
        words(
            "pack.register",
            year=year,
            n=sum(directions.values()),
            received=directions["inbound"],
            sent=directions["outbound"],
            online=directions["online"],
        )
    ]
    rows, groups = context.material.received
    stated = [
        entry
        for entry in context.material.stated
        if entry.name == "inbound_groups" and entry.year == year and entry.value
    ]
    for entry in stated:
        # Only the office itself may see how much of the stated total is registered.
        value = f"{entry.value:g}"
        text = (
            words("pack.of_stated", year=year, stated=value, rows=rows, groups=groups)
            if context.internal
            else words("pack.stated", year=year, stated=value)
        )
        points.append(text + context.cite(entry.sources))
    return points


def changes_section(context: PackContext) -> Section:
    """Build the section on changes since the previous period began."""
    words, before, now = context.words, context.material.before, context.on_date
    since = before.day
    signed = []
    for view in context.cities_and_regions():
        for entry in view.counted.instruments:
            if (
                entry.stage in ("signed", "intent")
                and entry.date
                and since.toordinal() < entry.day <= now.day.toordinal()
            ):
                stage = words.word("stage", entry.stage)
                cite = context.cite({word.source for word in entry.statements})
                signed.append(
                    (
                        entry.date,
                        (
                            f"{context.teller.name(view.id)}{context.comma()}"
                            f"{words.word('tie_kind', entry.kind)}{context.comma()}"
                            f"{stage} {entry.date}{cite}"
                        ),
                    )
                )
    blocks: list[Block] = [Paragraph(words("pack.changes_since", since=since, day=now.day))]
    blocks.append(
        Listing(tuple(text for _, text in sorted(signed)))
        if signed
        else Paragraph(words("pack.no_signature"))
    )
    if context.internal:
        rows = []
        for view in context.cities_and_regions():
            earlier = before.partners.get(view.id)
            first = earlier.strength if earlier else 0.0
            if abs(view.strength - first) >= 1.0:
                rows.append(
                    (
                        context.partner_link(view.id),
                        round(first, 1),
                        round(view.strength, 1),
                        round(view.strength - first, 1),
                    )
                )
        rows.sort(key=lambda row: -abs(row[3]))
        blocks.append(Paragraph(words("pack.moved", shown=min(15, len(rows)), all=len(rows))))
        blocks.append(context.table("changes", ("partner", "before", "after", "difference"), rows[:15]))
    return Section(words("pack_part.changes"), tuple(blocks))


def ranking_section(context: PackContext) -> Section:
    """Build the section that ranks the partners by strength."""
    words, config = context.words, context.on_date.config
    rows = []
    for view in sorted(context.cities_and_regions(), key=lambda view: (-view.strength, view.id)):
        if not view.counted.instruments:
            continue
        contacts = [contact for contact in view.contacts if contact.what != "step"]
        last = contacts[-1] if contacts else None
        sources = sorted(
            {word.source for entry in view.counted.instruments for word in entry.statements}
            | {word.source for word in (last.statements if last else ())}
        )
        rows.append(
            (
                context.partner_link(view.id),
                words.word("continent", view.party.continent or "none"),
                band_text(view.band, view.record, words),
                round(view.strength, 1),
                " ".join(
                    f"{name}{config['weights'][name] * view.components[name]:.0f}"
                    for name in COMPONENTS
                    if view.components[name] > 0
                ),
                round(view.evidence, 2),
                last.date if last else words("pack.not_recorded"),
                context.cite(sources[:4]),
            )
        )
    heads = ("partner", "continent", "band", "strength", "components", "evidence", "last_contact", "sources")
    note = Paragraph(words("pack.ranking_note"), note=True)
    return Section(words("pack_part.ranking"), (note, context.table("ranking", heads, rows)))

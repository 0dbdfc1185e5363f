"""The sections on the state of the circle and on what has changed. Pure."""

from __future__ import annotations

from graph.figures import FIGURES, FigureInput
from graph.i18n import Bilingual
from graph.strength.config import COMPONENTS
from reports.document import Block, Listing, Paragraph, Picture, Section
from reports.drawing import pictures
from reports.planning_pack.context import PackContext
from reports.wording.figures import figure_text, public_figure_text
from reports.wording.link_words import band_text

#: Figures of ties, in display order.
TIE_FIGURES = ("sister_cities", "exchange_cities", "sister_ports", "other_ties")

#: Figures of visits that stand beside the groups received.
_FURTHER = ("groups_received_by_others", "groups_sent")


def state_section(context: PackContext) -> Section:
    """Build the section on the ties, targets, consulates and visits of the home."""
    words, on_date = context.words, context.on_date
    points = []
    statements = {tie.id: tie.statements for ties in on_date.world.ties.values() for tie in ties}
    for name in TIE_FIGURES:
        found = FIGURES[name].count(FigureInput(on_date=on_date, naming=context.teller.naming))
        if found.number:
            cited = [word for tie in found.facts for word in on_date.known(statements[tie])]
            text = figure_text(found, words) if context.internal else public_figure_text(found, words)
            points.append(
                words("pack.ties", figure=found.figure.title.text(words.lang), text=text)
                + context.cite(sorted({word.source for word in cited})[:3])
            )
    points.append(
        words(
            "pack.targets",
            n=context.on_their_way.number,
            names=context.names(card.partner for card in context.open_targets),
        )
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
    """Return the groups received in the year before the planned one, beside the announced total.

    Internally also how much of it is registered, and the groups of other bodies and those sent.
    """
    words, year = context.words, context.material.period - 1
    points: list[str] = []
    given = context.material.figures.get(year)
    received = FIGURES["groups_received"].count(given) if given else None
    if received and (context.internal or received.announced):
        # Only the office itself may see how much of the announced total is registered.
        text = (
            words("pack.groups", year=year, text=figure_text(received, words))
            if context.internal or not received.announced
            else words("pack.stated", year=year, stated=f"{received.announced.value:g}")
        )
        told = received.announced.statements if received.announced else ()
        points.append(text + context.cite(sorted({word.source for word in told})))
    if given and context.internal:
        counts = {name: FIGURES[name].count(given).number for name in _FURTHER}
        points.append(words("pack.register", year=year, **counts))
    return points


def changes_section(context: PackContext) -> Section:
    """Build the section on changes since the previous period began."""
    words, before, now = context.words, context.material.before, context.on_date
    since = before.day
    signed = []
    for view in context.cities_and_regions():
        for entry in view.link.instruments:
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
        if not view.link.instruments:
            continue
        last = view.newest
        sources = sorted(
            {word.source for entry in view.link.instruments for word in entry.statements}
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

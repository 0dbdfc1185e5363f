"""Wording of the reasons for and against a candidate. Pure."""

from __future__ import annotations

from graph.i18n import Texts
from graph.planning.candidates.gazetteer import TITLE
from graph.planning.candidates.terms import Candidate, Term, weights
from reports.wording.sentences import Wording


def reasons(
    candidate: Candidate, teller: Wording, words: Texts, *, weighed: bool = True
) -> tuple[list[str], list[str], list[str]]:
    """Return the reasons for, the reasons against and what is unknown, each with its figures.

    :param weighed: whether to add the value and weight of each term
    """
    speaks_for, against, missing = [], [], []
    for term in candidate.terms:
        if term.value is None:
            missing.append(words("candidates.missing", term=words.word("term", term.name)))
        elif term.speaks_for:
            speaks_for.append(_said(term, teller, words, weighed=weighed))
        else:
            against.append(_said(term, teller, words, weighed=weighed))
    if candidate.contacts:
        speaks_for.append(words.number("candidates.contacts", candidate.contacts))
    if not candidate.met:
        missing.append(words("candidates.not_met", gazetteer=TITLE))
    against += [teller.says(finding) for finding in candidate.conflicts]
    return speaks_for, against, missing


def _said(term: Term, teller: Wording, words: Texts, *, weighed: bool) -> str:
    figures = {name: teller.value(name, value) for name, value in term.figures.items()}
    match term.name:
        case "size":
            text = words(
                "candidates.size",
                population=f"{int(str(term.figures['population'])):,}",
                share=f"{100 * float(str(term.figures['ratio'])):.0f}",
            )
        case "port":
            text = (
                words("candidates.port_other")
                if not term.value
                else words("candidates.port_both")
                if term.figures["port"]
                else words("candidates.port_neither")
            )
        case "industry":
            text = words(
                "candidates.industry",
                sectors=figures["sectors"],
                common=figures["common"] or words("candidates.none"),
            )
        case "connectivity":
            text = (
                words("candidates.route", to=teller.name(str(term.figures["to"])))
                if term.value
                else words("candidates.no_route")
            )
        case "channel":
            text = (
                words("candidates.channel", channels=figures["channels"])
                if term.value
                else words("candidates.no_channel")
            )
        case _:
            text = words(
                "candidates.portfolio",
                continent=teller.words.word("continent", str(term.figures["continent"])),
                ties=figures["ties"],
            )
    if not weighed:
        return text
    return words(
        "candidates.weighed", text=text, value=f"{term.value or 0:.2f}", weight=f"{weights()[term.name][0]:g}"
    )

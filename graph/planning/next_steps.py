"""The steps that findings ask for: findings of one rule that ask for the same step are one line. Pure.

They are ordered by what a plan asked for, then by the day they are due, then by the strength at stake.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from graph.planning.commitments import answers
from graph.planning.findings import Certainty, Finding, number_of_rule
from graph.world_on_date import WorldOnDate

#: Number of steps on the first page of a pack.
FIRST_PAGE = 7
#: Rules whose figures are for analysts; packs leave them out.
ANALYST_RULES = ("G12", "G13")
#: Rules and next steps (empty for all) that serve what a plan asks for of a partner: progress and contact.
_SERVES_A_PLAN = {("G1", ""), ("G2", ""), ("G3", ""), ("G4", ""), ("G5", ""), ("G10", "city"), ("G14", "")}
#: Verdicts of a commitment that is settled.
_SETTLED = ("done", "done_late")


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """A step with the findings of one rule that ask for it.

    :param findings: those a plan asked for first, then by day due and strength of the partner
    :param commitments: ids of the unsettled commitments that name one of the partners, in their order
    :param due: earliest day by which it should be done, or None
    :param strength: sum of the strengths of the partners
    """

    findings: tuple[Finding, ...]
    commitments: tuple[str, ...]
    due: dt.date | None
    strength: float

    @property
    def first(self) -> Finding:
        """The finding that comes first."""
        return self.findings[0]

    @property
    def rule(self) -> str:
        """Id of the rule."""
        return self.first.rule

    @property
    def partners(self) -> tuple[str, ...]:
        """Ids of the partners, each once, in the order of the findings."""
        return tuple(dict.fromkeys(finding.partner for finding in self.findings if finding.partner))

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources of all findings."""
        return tuple(sorted({source for finding in self.findings for source in finding.sources}))

    @property
    def certainty(self) -> Certainty:
        """Gap if one of the findings is certain."""
        return min((finding.certainty for finding in self.findings), key=list(Certainty).index)


def next_steps(on_date: WorldOnDate, findings: Iterable[Finding]) -> tuple[NextStep, ...]:
    """Return the steps that the findings ask for, in the order in which a meeting takes them."""
    asked: dict[str, list[str]] = {}
    for answer in answers(on_date):
        if answer.commitment and answer.verdict not in _SETTLED:
            for target in answer.commitment.targets:
                asked.setdefault(target, []).append(answer.commitment.id)

    def stake(partner: str) -> float:
        view = on_date.partners.get(partner)
        return view.strength if view else 0.0

    def asking(finding: Finding) -> list[str]:
        serves = {(finding.rule, ""), (finding.rule, finding.next)} & _SERVES_A_PLAN
        return asked.get(finding.partner, []) if serves else []

    def place(finding: Finding) -> tuple[object, ...]:
        return (
            not asking(finding),
            finding.due or dt.date.max,
            -stake(finding.partner),
            finding.order,
        )

    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.next, finding.figures.get("step")), []).append(finding)
    steps = []
    for group in groups.values():
        ordered = tuple(sorted(group, key=place))
        partners = dict.fromkeys(finding.partner for finding in ordered)
        commitments = (entry for finding in ordered for entry in asking(finding))
        steps.append(
            NextStep(
                findings=ordered,
                commitments=tuple(dict.fromkeys(commitments)),
                due=min((finding.due for finding in ordered if finding.due), default=None),
                strength=sum(stake(partner) for partner in partners),
            )
        )
    return tuple(sorted(steps, key=_order))


def _order(step: NextStep) -> tuple[object, ...]:
    return (
        not step.commitments,
        step.due or dt.date.max,
        -step.strength,
        number_of_rule(step.rule),
        step.first.next,
        step.first.order,
    )

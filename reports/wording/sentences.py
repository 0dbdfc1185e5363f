"""Wording of findings, cards, anniversaries and answers, shared by all outputs. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from graph.facts.names import name_told_apart
from graph.facts.world import Commitment, Party, World
from graph.i18n import Bilingual, Texts
from graph.model.procedures import ProcedureStep, procedures
from graph.naming.profile import Naming
from graph.planning.findings import Figure, Finding
from graph.planning.gap_rules import GapConfig
from graph.planning.next_steps import NextStep

#: Figure -> vocabulary of its value.
_WORDS = {
    "stage": "stage",
    "kind": "tie_kind",
    "kinds": "tie_kinds",
    "value": "property",
    "sector": "sector",
    "property": "property",
    "channels": "channel",
    "level": "admin_level",
    "own": "admin_level",
    "waits_on": "waits_on",
}
#: Figures that are ids of parties.
_PARTIES = ("counterpart", "other", "port")


def party_name(party: Party, naming: Naming, lang: str) -> str:
    """Return the name of a party in a language; for a country or area, that of the naming profile."""
    if party.label == "CountryOrArea" and party.country:
        return naming.area_name(party.country, lang)
    name = naming.place_name(party.name_en, party.name_zh, party.name_local, lang) or party.id
    return name_told_apart(name, Bilingual(party.apart_en, party.apart_zh), lang)


class Wording:
    """Wording in one language.

    :param words: texts of the pages, for the vocabularies
    :param naming: naming profile of countries and areas
    """

    def __init__(self, world: World, rules: GapConfig, naming: Naming, words: Texts) -> None:
        self.world, self.rules, self.naming, self.words, self.lang = world, rules, naming, words, words.lang

    def name(self, identifier: str) -> str:
        """Return the name of a party; its id if unknown."""
        party = self.world.home if identifier == self.world.home.id else self.world.party(identifier)
        if party is None:
            party = next(
                (entry.party for entry in self.world.ties_elsewhere if entry.party.id == identifier), None
            )
        return self.party_name(party) if party else identifier

    def party_name(self, party: Party, lang: str = "") -> str:
        """Return the name of a party; for a country or area, that of the naming profile."""
        return party_name(party, self.naming, lang or self.lang)

    def names(self, identifier: str) -> tuple[str, str]:
        """Return the English and Chinese names of a party; its id twice if unknown."""
        party = self.world.party(identifier)
        return (
            (self.party_name(party, "en"), self.party_name(party, "zh"))
            if party
            else (identifier, identifier)
        )

    def rule(self, finding: Finding) -> str:
        """Return the title of the rule."""
        return self.rules[finding.rule].title.text(self.lang)

    def says(self, finding: Finding) -> str:
        """Return the sentence that describes the finding, with its figures."""
        template = self.rules[finding.rule].says[finding.case].text(self.lang)
        if not template:  # an office's rule without a sentence
            return ", ".join(f"{name} {self.value(name, value)}" for name, value in finding.figures.items())
        said = self._filled(template, finding)
        if paused := finding.figures.get("paused_months"):
            said = self.words(
                "gaps.paused",
                says=said,
                n=paused,
                times=self.words("list.tags").join(
                    pause.text.replace("/", "–") for pause in self.rules[finding.rule].paused
                ),
            )
        return said

    def _filled(self, template: str, finding: Finding) -> str:
        try:
            return template.format_map(_Places(self, finding.figures, finding.case))
        except (ValueError, IndexError, AttributeError):
            return template

    def title(self, finding: Finding) -> str:
        """Return rule, partner and description in one line."""
        rule, says, colon = self.rule(finding), self.says(finding), self.words("list.colon")
        if not finding.partner:
            return f"{rule}{colon}{says}"
        return f"{rule}{colon}{self.name(finding.partner)}{self.words('list.clauses')}{says}"

    def next_step(self, finding: Finding) -> str:
        """Return the proposed next step."""
        return self._filled(self.rules[finding.rule].next[finding.next].text(self.lang), finding)

    def step_says(self, step: NextStep) -> str:
        """Return the description of the findings of a step: one sentence if it is the same for all of them,
        else that of the first, and how many more there are.
        """
        said = tuple(dict.fromkeys(self.says(finding) for finding in step.findings))
        if len(said) == 1:
            return said[0]
        first = step.first
        name = self.name(first.partner) + self.words("list.colon") if first.partner else ""
        return name + said[0] + self.words("question.more", n=len(step.findings) - 1)

    def commitment(self, commitment: Commitment) -> str:
        """Return what a commitment asks for: its recorded text, in Chinese with its verb in front.

        Without a Chinese text its targets are named, or the other text is taken if none is a party.
        """
        words = self.words
        places = [self.name(target) for target in commitment.targets if self.world.party(target)]
        task = commitment.text.zh or words("list.tags").join(places) or commitment.text.en
        composed = f"{words.word('verb', commitment.verb)}{words('list.colon')}{task}"
        return Bilingual(commitment.text.en, composed).text(self.lang)

    def step(self, step: ProcedureStep) -> str:
        """Return the text of a procedure step with who takes it."""
        by = self.words.word("waits_on", step.by)
        return self.words("procedure.step_by", step=step.name.text(self.lang), by=by)

    def value(self, name: str, value: Figure, case: str = "") -> str:
        """Return a figure as text."""
        if value is None:
            return "–"
        if isinstance(value, tuple):
            return self.words("list.tags").join(self.value(name, entry, case) for entry in value)
        text = str(value)
        if name in _PARTIES:
            return self.name(text)
        if name == "country":
            return self.naming.area_name(text, self.lang) if text else text
        if name == "group" or (name == "top" and case == "continents"):
            return self._group(text)
        if name == "top":
            return self.words.word("sector", text)
        if name == "step":
            return self._step(text)
        if name in _WORDS:
            return self.words.word(_WORDS[name], text)
        return text

    def _group(self, text: str) -> str:
        if text.startswith("district/"):
            post = next(
                (post for post in self.world.consulates if post.id == text.removeprefix("district/")), None
            )
            name = Bilingual(post.name_en, post.name_zh).text(self.lang) if post else text
            return self.words("gaps.district", post=name or text)
        return self.words.word("continent", text)

    def _step(self, text: str) -> str:
        procedure, _, step = text.partition(":")
        found = procedures()[procedure].step(step) if procedure in procedures() else None
        return self.step(found) if found else text


class _Places(dict[str, str]):
    """Figures as text by placeholder; unknown placeholders stay as they are."""

    def __init__(self, teller: Wording, figures: Mapping[str, Figure], case: str) -> None:
        super().__init__({name: teller.value(name, value, case) for name, value in figures.items()})

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"

"""Names of the settings that an office may change."""

from __future__ import annotations

from graph.i18n import Texts
from graph.office_settings import RECEIVERS
from graph.planning.gap_rules import default_gap_config
from graph.strength.numbers_document import TITLES

#: Table of numbers -> vocabulary that names its entries.
WORDS_OF_NUMBERS = {
    "weights": "component",
    "kinds": "contact_kind",
    "levels": "contact_level",
    "modes": "contact_mode",
    "instruments": "instrument",
    "statuses": "instrument_status",
    "channels": "channel",
    "stages": "project_stage",
    "bands": "band",
}


def setting_name(setting: str, words: Texts) -> str:
    """Return what a setting is called: its table or rule, then its entry."""
    if setting == RECEIVERS:
        return words("setting_name.receivers")
    file, table, *entry = setting.split(".")
    if file == "strength":
        name = ".".join(entry)
        title, vocabulary = TITLES[table].text(words.lang), WORDS_OF_NUMBERS.get(table, "")
        parts = (title, words.word(vocabulary, name) if vocabulary and name else spaced(name))
    else:
        rule = default_gap_config()[table]
        part = spaced(entry[1]) if entry[0] == "limits" else words(f"setting_name.{entry[0]}")
        parts = (f"{rule.id} {rule.title.text(words.lang)}", part)
    return " · ".join(part for part in parts if part)


def spaced(name: str) -> str:
    """Return the name of a number or limit, which has no translation, as words."""
    return name.replace("_", " ")

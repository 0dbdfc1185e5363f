"""The initial language of a page: the configured one, else the browser's, else the shell's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.core.texts import LANGUAGES
from graph.i18n import language_of_locale

_TAG = re.compile(
    r"\s*([A-Za-z]{1,8})((?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*", re.ASCII
)


def language_of_page(chosen: str, accepted: str, browser: str, environ: Mapping[str, str]) -> str:
    """Return the language of a page whose address names none.

    :param chosen: language of option, environment or settings file, or empty
    :param accepted: the browser's ``Accept-Language`` header, or empty
    :param browser: language tag of the browser itself, or empty
    :param environ: the environment, for the locale of the shell
    """
    if chosen in LANGUAGES:
        return chosen
    return first_spoken(accepted) or first_spoken(browser) or language_of_locale(environ)


def first_spoken(accepted: str) -> str:
    """Return the first supported language of an ``Accept-Language`` list, by weight and position; or empty.

    Every variant of Chinese counts as Chinese (``zh-TW``, ``zh-Hant-HK``); unreadable entries are
    skipped.
    """
    weighed = []
    for place, entry in enumerate(accepted.split(",")):
        found = _TAG.fullmatch(entry)
        if found is None or found[1].lower() not in LANGUAGES:
            continue
        weight = float(found[3]) if found[3] else 1.0
        if 0 < weight <= 1:
            weighed.append((-weight, place, found[1].lower()))
    return min(weighed)[2] if weighed else ""

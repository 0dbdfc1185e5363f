"""The language in which a page is shown at first: the one that was chosen, else the browser's, else the
shell's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.core.texts import LANGUAGES
from graph.i18n.texts import language_of_locale

_TAG = re.compile(
    r"\s*([A-Za-z]{1,8})((?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*", re.ASCII
)


def language_of_page(chosen: str, accepted: str, browser: str, environ: Mapping[str, str]) -> str:
    """The language of a page whose address names none.

    :param chosen: the language of option, environment or settings file; empty if there is none
    :param accepted: the browser's header ``Accept-Language``, or empty
    :param browser: the language of the browser itself as a tag, or empty
    :param environ: the environment, for the locale of the shell
    """
    if chosen in LANGUAGES:
        return chosen
    return first_spoken(accepted) or first_spoken(browser) or language_of_locale(environ)


def first_spoken(accepted: str) -> str:
    """The first language of a list as in ``Accept-Language`` that the pages speak, by weight and then by
    place; empty if there is none.

    Every kind of Chinese counts as Chinese (``zh-TW``, ``zh-Hant-HK``); what cannot be read is passed over.
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

"""Texts in two languages, by gettext. Pure.

==================  =====================================================================================
:class:`Texts`      texts of the pages and the command line, looked up by key: ``t("time.as_of", day=...)``
:class:`Message`    a text of an error or an issue, looked up by its English: ``Message("no query {name}")``
:class:`Bilingual`  a text that stands in both languages beside what it describes
==================  =====================================================================================
"""

from graph.i18n.bilingual import Bilingual
from graph.i18n.catalogues import FALLBACK, LANGUAGES, language_of_locale
from graph.i18n.messages import Message, label_name, message_of, translate
from graph.i18n.texts import Texts, read_texts

__all__ = [
    "FALLBACK",
    "LANGUAGES",
    "Bilingual",
    "Message",
    "Texts",
    "label_name",
    "language_of_locale",
    "message_of",
    "read_texts",
    "translate",
]

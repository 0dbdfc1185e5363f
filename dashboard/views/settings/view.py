"""The page "Settings": the values in force, their origin, and how to change them.

The page itself changes only the home that is shown; a setting of the office leads to the form for changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.components.planning import document as draw
from dashboard.core import settings, snapshot
from dashboard.core.page import Page
from dashboard.core.page_state import PageState
from dashboard.shared import document_payload, home_facts
from dashboard.shared.circle_items import name_of
from dashboard.shared.document_page import tables_as_csv
from dashboard.shared.downloads import offer_files
from graph.config_files import gaps_file, number_text, strength_file
from graph.i18n import Texts
from graph.office_settings import RECEIVERS, known_settings, usual_value, written
from graph.planning.gap_rules import GapConfig, GapRule, Limit, default_gap_config
from graph.sanitize import one_line
from graph.settings.program import PREFIX
from graph.strength.config import StrengthConfig, default_config
from graph.strength.numbers_document import TITLES
from reports.document import Cell, Document, PageReference, Paragraph, Section, Table
from reports.wording.setting_names import WORDS_OF_NUMBERS, setting_name
from reports.writers.xlsx import write_xlsx

#: Settings in the order of the page, named as in the settings file; in capitals, as in the environment.
KEYS = ("store", "database", "user", "password", "home", "naming", "lang", "heap", "strength")
#: Settings that also have a command line option.
_OPTIONS = ("store", "home", "lang")
ORIGINS = ("option", "environment", "file", "default", "office", "link", "browser")


def show(page: Page[PageState]) -> None:
    """Draw the page."""
    t = page.t
    tell_problems(page.state.problems, t)
    numbers, (rules, own, errors), files = (
        home_facts.numbers(page.now),
        home_facts.rules(page.now),
        home_facts.own_files(page.now),
    )
    content = Document(
        title=t("settings.title"),
        subtitle=t("settings.subtitle"),
        lang=t.lang,
        header="",
        footer="",
        sections=(
            _changes_here(page, files),
            Section(
                t("settings.program"),
                (
                    Paragraph(t("settings.program_lead"), note=True),
                    _program(page),
                    Paragraph(_file(t), note=True),
                ),
            ),
            Section(t("settings.homes"), (Paragraph(t("settings.homes_lead"), note=True), _homes(page))),
            _numbers(numbers, files, t),
            _rules(
                rules,
                files,
                {rule.where: rule.rule for rule in own},
                [error.line(t.lang) for error in errors],
                t,
            ),
        ),
    )
    _controls(page, content, numbers, rules, files)
    draw(
        document_payload.document(
            content, lambda name: _address(page, name), texts={"contents": t("settings.contents")}
        ),
        key="settings",
        on_as_of=_nothing,
        on_choose=_nothing,
    )


def _nothing() -> None:
    """A no-op callback, required so that the component reports."""


def _controls(
    page: Page[PageState],
    content: Document,
    numbers: StrengthConfig,
    rules: GapConfig,
    files: home_facts.OwnFiles,
) -> None:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.space("stretch")
        with st.container(key="own_files", width="content", horizontal=True):
            st.download_button(
                t("settings.strength_file"),
                lambda: strength_file(numbers, [text for text, _ in files.strength], t.lang),
                file_name="strength.toml",
                mime="text/plain",
                on_click="ignore",
                help=t("settings.strength_help"),
            )
            st.download_button(
                t("settings.gaps_file"),
                lambda: gaps_file(rules, t.lang),
                file_name="gaps.toml",
                mime="text/plain",
                on_click="ignore",
                help=t("settings.gaps_help"),
            )
        name = f"{page.now.wanted}-settings"
        offer_files(
            t,
            name,
            csv=lambda: tables_as_csv(content, page.last),
            xlsx=lambda: write_xlsx(content, page.last),
            several=True,
        )


# --- the program --------------------------------------------------------------------------------------------


def _program(page: Page[PageState]) -> Table:
    t = page.t
    rows = [(t.word("setting", key), *_setting(page, key), _how(key, t)) for key in KEYS]
    rows.append(
        (t.word("setting", "stamp"), t("stamp"), t.word("origin", "default"), t("settings.stamp_how"))
    )
    heads = (t("settings.setting"), t("settings.value"), t("settings.origin"), t("settings.how"))
    return Table(name=t("settings.program"), heads=heads, rows=tuple(rows))


def _setting(page: Page[PageState], key: str) -> tuple[str, str]:
    """Return the displayable value of a setting, and its origin."""
    t, now = page.t, page.now
    origin = settings.origins().keys.get(key, "default")
    value = str(getattr(now.settings, key, "") or "")
    match key:
        case "store":
            value = without_password(value)
        case "password":
            value = t("settings.secret") if settings.has_password() else ""
        case "home":
            value = t("settings.shown", name=page.home_name, id=now.wanted)
            origin = "link" if page.state.home else "office" if origin == "default" else origin
        case "naming":
            value = now.naming.id
            origin = "office" if origin == "default" and now.home is not None and now.home.naming else origin
        case "lang":
            value = t("lang.name")
            origin = (
                "link"
                if page.state.lang != page.default_lang
                else "browser"
                if origin == "default"
                else origin
            )
    return value or t("settings.unset"), t.word("origin", origin)


def without_password(address: str) -> str:
    """Return the address of a store without any user and password in it."""
    parts = urlsplit(address)
    return (
        urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else address
    )


def _how(key: str, t: Texts) -> str:
    variable = PREFIX + key.upper()
    if key == "naming":
        return t("settings.how_init", key=key, variable=variable)
    if key in _OPTIONS:
        text = t("settings.how_option", option=f"--{key}", key=key, variable=variable)
        return t("settings.how_link") + text if key == "lang" else text
    return t("settings.how_text", key=key, variable=variable)


def _file(t: Texts) -> str:
    path = settings.origins().file
    return t("settings.file", path=path) if path else t("settings.no_file")


def _homes(page: Page[PageState]) -> Table:
    t = page.t
    rows: list[tuple[Cell, ...]] = []
    for home in snapshot.homes(page.now):
        naming = snapshot.naming_of(page.now, home)
        name = one_line(name_of(home.names, naming, t.lang), 60)
        here = home.names.id == page.now.wanted
        rows.append(
            (
                PageReference(name, home.names.id),
                naming.area_name(home.names.country, t.lang),
                naming.id,
                t("settings.here") if here else None,
            )
        )
    return Table(
        name=t("settings.homes"),
        heads=(t("settings.home_name"), t("settings.home_area"), t("settings.naming"), t("settings.state")),
        rows=tuple(rows),
        empty=t("state.no_office"),
    )


# --- changes of the office ----------------------------------------------------------------------------------


def _address(page: Page[PageState], reference: str) -> str:
    """Return the address of a reference: of a setting the form that changes it, else of a home."""
    if reference in known_settings():
        return page.address("entry", table="settings", setting=reference)
    return page.home_address(reference)


def _changes_here(page: Page[PageState], files: home_facts.OwnFiles) -> Section:
    """Return the settings that the office changed one by one, each with its reason."""
    t, errors = page.t, files.office.errors
    table = Table(
        name=t("settings.changes"),
        heads=(
            t("settings.setting"),
            t("settings.name"),
            t("settings.value"),
            t("settings.default"),
            t("settings.why"),
            t("settings.state"),
        ),
        rows=tuple(
            (
                PageReference(change.setting, change.setting),
                setting_name(change.setting, t) if change.setting in known_settings() else None,
                one_line(change.value, 400),
                usual_value(change.setting) or None if change.setting in known_settings() else None,
                one_line(change.reason, 400),
                errors[change.setting].line(t.lang) if change.setting in errors else t("settings.in_force"),
            )
            for change in files.office.changes
        ),
        empty=t("settings.no_changes"),
    )
    receivers = "; ".join(sorted(files.office.receivers))
    return Section(
        t("settings.changes"),
        (
            Paragraph(t("settings.changes_lead"), note=True),
            table,
            Table(
                name=t("settings.of_office"),
                heads=(t("settings.name"), t("settings.value")),
                rows=(
                    (
                        PageReference(setting_name(RECEIVERS, t), RECEIVERS),
                        receivers or t("settings.all_receivers"),
                    ),
                ),
            ),
        ),
    )


# --- numbers ------------------------------------------------------------------------------------------------


def _numbers(config: StrengthConfig, files: home_facts.OwnFiles, t: Texts) -> Section:
    usual = default_config()
    changed = [
        (f"{table}.{name}", value, usual[table].get(name), _why(config, table, name, t))
        for table, entries in config.numbers.items()
        for name, value in entries.items()
        if usual[table].get(name) != value
    ]
    heads = (t("settings.setting"), t("settings.value"), t("settings.default"), t("settings.why"))
    blocks: list[Paragraph | Table] = [Paragraph(t("settings.numbers_lead", digest=config.hash), note=True)]
    blocks += _changed_by(files.strength, t)
    blocks.append(
        Table(
            name=t("settings.changed"),
            heads=heads,
            rows=tuple(_figures(row) for row in changed),
            empty=t("settings.nothing_changed"),
        )
    )
    if replace(config, numbers=usual.numbers).hash != usual.hash:
        blocks.append(Paragraph(t("settings.changed_words"), note=True))
    parts = tuple(
        Section(title.text(t.lang), (_number_table(config, table, title.text(t.lang), t),))
        for table, title in TITLES.items()
    )
    return Section(t("settings.numbers"), tuple(blocks), parts)


def _number_table(config: StrengthConfig, table: str, title: str, t: Texts) -> Table:
    vocabulary = WORDS_OF_NUMBERS.get(table, "")
    rows = (
        (
            _changeable(f"strength.{table}.{name}", f"{table}.{name}"),
            t.word(vocabulary, name) if vocabulary else None,
            number_text(value),
            _why(config, table, name, t),
        )
        for name, value in config[table].items()
    )
    heads = (t("settings.setting"), t("settings.name"), t("settings.value"), t("settings.why"))
    return Table(
        name=title, heads=heads, rows=tuple(rows), aside=frozenset() if vocabulary else frozenset({1})
    )


def _changeable(setting: str, text: str) -> Cell:
    """Return a cell that leads to the form that changes a setting, if it can be changed by itself."""
    name = "strength.weights" if setting.startswith("strength.weights.") else setting
    return PageReference(text, name) if name in known_settings() else text


def _figures(row: tuple[str, float, float | None, str]) -> tuple[Cell, ...]:
    name, value, usual, why = row
    return name, number_text(value), number_text(usual) if usual is not None else None, why


def _why(config: StrengthConfig, table: str, name: str, t: Texts) -> str:
    return config.reason(table, name).text(t.lang)


def _changed_by(texts: Iterable[tuple[str, str]], t: Texts) -> list[Paragraph]:
    """Return the remark on where changed settings come from; those changed one by one have no file."""
    origins = [one_line(where, 120) if where else t("settings.changed_here") for _, where in texts]
    return (
        [Paragraph(t("settings.changed_by", files=t("list.tags").join(origins)), note=True)]
        if origins
        else []
    )


# --- rules --------------------------------------------------------------------------------------------------


def _rules(
    config: GapConfig, files: home_facts.OwnFiles, own: Mapping[str, GapRule], errors: list[str], t: Texts
) -> Section:
    shipped = default_gap_config()
    rules = [config[name] for name in shipped.rules]
    table = Table(
        name=t("settings.rules"),
        heads=(
            t("settings.number"),
            t("settings.rule"),
            t("settings.on"),
            t("settings.severity"),
            t("settings.changed"),
        ),
        rows=tuple(
            (
                rule.id,
                rule.title.text(t.lang),
                _changeable(f"gaps.{rule.id}.on", _yes(rule.on, t)),
                _changeable(f"gaps.{rule.id}.severity", t.word("severity", rule.severity)),
                t("list.and").join(_changes(rule, shipped[rule.id], t)) or None,
            )
            for rule in rules
        ),
    )
    limits = Table(
        name=t("settings.limits"),
        heads=(t("settings.limit"), t("settings.value"), t("settings.default"), t("settings.why")),
        rows=tuple(
            (
                _changeable(f"gaps.{rule.id}.limits.{name}", f"{rule.id}.{name}"),
                _limit(value),
                _limit(shipped[rule.id].limits[name]),
                rule.reasons[name].text(t.lang) if name in rule.reasons else None,
            )
            for rule in rules
            for name, value in rule.limits.items()
        ),
    )
    named = Table(
        name=t("settings.own_rules"),
        heads=(t("settings.own_file"), t("settings.rule"), t("settings.severity")),
        rows=tuple(
            (
                one_line(file, 80),
                one_line(f"{own[file].id} {own[file].title.text(t.lang)}", 200) if file in own else None,
                t.word("severity", own[file].severity) if file in own else None,
            )
            for file in files.rules
        ),
        empty=t("settings.no_own_rules"),
    )
    lead = [Paragraph(t("settings.rules_lead", digest=config.hash), note=True)]
    lead += _changed_by(files.office.gaps, t)
    parts = (
        Section(t("settings.limits"), (limits,)),
        Section(t("settings.own_rules"), (named, *(Paragraph(one_line(line, 600)) for line in errors))),
    )
    return Section(t("settings.rules"), (*lead, table), parts)


def _yes(value: bool, t: Texts) -> str:
    return t("settings.yes") if value else t("settings.no")


def _changes(rule: GapRule, usual: GapRule, t: Texts) -> Iterator[str]:
    """Return the differences from the built-in rule, as written in the file."""
    if rule.on != usual.on:
        yield f"on = {str(rule.on).lower()}"
    if rule.severity != usual.severity:
        yield t.word("severity", rule.severity)
    for name, value in rule.limits.items():
        if value != usual.limits[name]:
            yield f"{name} = {_limit(value)}"


def _limit(value: Limit) -> str:
    return written(value, between=" ")

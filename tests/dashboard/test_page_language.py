"""The language in which a page is first shown."""

from __future__ import annotations

import pytest

from dashboard.core.page_language import first_spoken, language_of_page


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("", ""),
        ("zh-CN", "zh"),
        ("zh", "zh"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-Hant-HK, en;q=0.9", "zh"),
        ("ZH-hans", "zh"),
        ("en-US,en;q=0.9,zh-CN;q=0.8", "en"),
        ("fr-FR, fr;q=0.9, zh;q=0.7, en;q=0.3", "zh"),
        ("en;q=0.5, zh;q=0.8", "zh"),
        ("en;q=0.5, zh;q=0.5", "en"),
        ("de, *;q=0.5", ""),
        ("zh;q=0, en", "en"),
        ("zh;q=0", ""),
        ("zhx, english", ""),
        ("en ; q = 0.1 , zh ; q = 0.2", "zh"),
        ("zh;q=2, en;q=0.1", "en"),
        (";;,,\u0661, zh_CN, en;q=x", ""),
    ],
)
def test_first_supported_language_of_the_browser_is_used(accepted: str, lang: str) -> None:
    assert first_spoken(accepted) == lang


@pytest.mark.parametrize(
    ("chosen", "accepted", "browser", "locale", "lang"),
    [
        ("en", "zh-CN", "zh-CN", "zh_CN.UTF-8", "en"),
        ("zh", "en", "en", "C", "zh"),
        ("", "zh-CN", "en-US", "en_US.UTF-8", "zh"),
        ("", "en-US", "zh-CN", "zh_CN.UTF-8", "en"),
        ("", "", "zh-TW", "en_US.UTF-8", "zh"),
        ("", "fr", "fr", "zh_CN.UTF-8", "zh"),
        ("", "fr", "fr", "de_DE.UTF-8", "en"),
        ("fr", "zh", "", "C", "zh"),
    ],
)
def test_choice_precedes_browser_and_shell(
    chosen: str, accepted: str, browser: str, locale: str, lang: str
) -> None:
    assert language_of_page(chosen, accepted, browser, {"LC_ALL": locale}) == lang

"""Generate ``docs/gap-rules.md`` and ``docs/gap-rules.zh.md`` from ``profiles/gaps.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.i18n import Bilingual
from graph.planning.gap_rules import GapConfig, GapRule, Limit, default_gap_config

_HEADING = Bilingual("# The rules that find gaps", "# 工作提示规则")
_INTRO = Bilingual(
    "Made by `make docs` from `profiles/gaps.toml`; digest of these rules: `{hash}`. What they are "
    "for, and how to change them: [gaps.md](gaps.md).",
    "由 `make docs` 根据 `profiles/gaps.toml` 生成；本套规则的摘要为 `{hash}`。"
    "用途与更改办法见 [gaps.zh.md](gaps.zh.md)。",
)
_COLON = Bilingual(": ", "：")
_WORDS = {
    "ends": Bilingual("Ends when", "何时消除"),
    "silence": Bilingual("Reads silence in", "据以判断无往来的表"),
    "severity": Bilingual("Urgency", "时限"),
    "next": Bilingual("Next steps", "下一步"),
    "limits": Bilingual("| limit | value | why |", "| 限值 | 数值 | 理由 |"),
    "like": Bilingual("Its limits are those of G3.", "限值同 G3。"),
}


def render(lang: str) -> str:
    """Return the page in ``zh`` or ``en``."""
    return "\n".join(_lines(default_gap_config(), lang)) + "\n"


def _lines(config: GapConfig, lang: str) -> Iterator[str]:
    yield from (_HEADING.text(lang), "", _INTRO.text(lang).format(hash=config.hash))
    for rule in config.rules.values():
        yield from _rule(rule, lang)


def _rule(rule: GapRule, lang: str) -> Iterator[str]:
    words = {key: word.text(lang) for key, word in _WORDS.items()}
    colon = _COLON.text(lang)
    yield from ("", f"## {rule.id} {rule.title.text(lang)}", "", rule.meaning.text(lang), "")
    yield f"* {words['ends']}{colon}{rule.ends.text(lang)}"
    if rule.silence:
        yield f"* {words['silence']}{colon}" + ", ".join(f"`{table}`" for table in rule.silence)
    yield f"* {words['severity']}{colon}`{rule.severity}`"
    yield f"* {words['next']}{colon}" + " / ".join(text.text(lang) for text in rule.next.values())
    if rule.id == "G4":
        yield f"* {words['like']}"
    elif rule.limits:
        yield from ("", words["limits"], "|---|---|---|")
        for name, value in rule.limits.items():
            yield f"| `{name}` | {_value(value)} | {rule.reasons[name].text(lang)} |"


def _value(value: Limit) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"`{entry}`" for entry in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {share:g}" for name, share in value.items()) or "–"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, int | float) else f"`{value}`"

"""Generate ``docs/strength-numbers.md`` and its ``.zh.md`` from ``profiles/strength.toml``."""

from __future__ import annotations

from collections.abc import Iterator

from graph.strength.config import StrengthConfig, default_config

#: Table -> title, in English and Chinese.
TITLES = {
    "weights": ("Weights: points of each component", "权重：各项满分"),
    "curves": ("Curves", "曲线参数"),
    "kinds": ("g: kind of contact", "g：往来性质"),
    "levels": ("l: level", "l：级别"),
    "modes": ("m: mode", "m：方式"),
    "half_lives": ("h: half-life in months", "h：时效减半期（月）"),
    "instruments": ("Instruments: level", "文书：层级"),
    "statuses": ("Instruments: factor of the status", "文书：状态系数"),
    "channels": ("q: channels", "q：渠道"),
    "stages": ("Projects: stage", "项目：阶段"),
    "grades": ("Sources: how far a grade is believed (evidence only)", "出处：等级可信度（只用于依据）"),
    "bands": ("Words: from how many points on", "等级：起点分数"),
}
_HEADS = {"en": "| name | number | why |", "zh": "| 名称 | 数值 | 理由 |"}
_INTRO = {
    "en": "Made by `make docs` from `profiles/strength.toml`; digest of these numbers: `{hash}`. All of "
    "them are judgement. "
    "How to change them: [strength-method.md](strength-method.md#the-numbers).",
    "zh": "由 `make docs` 根据 `profiles/strength.toml` 生成；本套参数的摘要为 `{hash}`。各数均为判断。"
    "如何更改见 [strength-method.zh.md](strength-method.zh.md#参数)。",
}
_HEADING = {"en": "# The numbers of the strength of links", "zh": "# 友好交往度的参数"}


def render(lang: str) -> str:
    """Return the page in ``zh`` or ``en``."""
    return "\n".join(_lines(default_config(), lang)) + "\n"


def _lines(config: StrengthConfig, lang: str) -> Iterator[str]:
    yield from (_HEADING[lang], "", _INTRO[lang].format(hash=config.hash))
    for table, titles in TITLES.items():
        yield from ("", f"## {titles[lang == 'zh']}", "", _HEADS[lang], "|---|---|---|")
        for name, value in config[table].items():
            yield f"| `{name}` | {value:g} | {config.reasons[table][name][lang == 'zh']} |"

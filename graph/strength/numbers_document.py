"""Generate ``docs/strength-numbers.md`` and its ``.zh.md`` from ``profiles/strength.toml``."""

from __future__ import annotations

from collections.abc import Iterator

from graph.i18n import Bilingual
from graph.strength.config import StrengthConfig, default_config

#: Table -> title.
TITLES = {
    "weights": Bilingual("Weights: points of each component", "权重：各项满分"),
    "curves": Bilingual("Curves", "曲线参数"),
    "joining": Bilingual("What counts together, and by half", "合并与折半"),
    "kinds": Bilingual("g: kind of contact", "g：往来性质"),
    "levels": Bilingual("l: level", "l：级别"),
    "modes": Bilingual("m: mode", "m：方式"),
    "half_lives": Bilingual("h: half-life in months", "h：时效减半期（月）"),
    "instruments": Bilingual("Instruments: level", "文书：层级"),
    "statuses": Bilingual("Instruments: factor of the status", "文书：状态系数"),
    "channels": Bilingual("q: channels", "q：渠道"),
    "stages": Bilingual("Projects: stage", "项目：阶段"),
    "grades": Bilingual(
        "Sources: how far a grade is believed (evidence only)", "出处：等级可信度（只用于依据）"
    ),
    "bands": Bilingual("Words: from how much liveliness on", "往来情况用语：活跃度起点"),
}
_HEADS = Bilingual("| name | number | why |", "| 名称 | 数值 | 理由 |")
_INTRO = Bilingual(
    "Made by `make docs` from `profiles/strength.toml`; digest of these numbers: `{hash}`. All of "
    "them are judgement. "
    "How to change them: [strength-method.md](strength-method.md#the-numbers).",
    "由 `make docs` 根据 `profiles/strength.toml` 生成；本套参数的摘要为 `{hash}`。各数均为判断。"
    "如何更改见 [strength-method.zh.md](strength-method.zh.md#参数)。",
)
_HEADING = Bilingual("# The numbers of the strength of links", "# 友好交往度的参数")


def render(lang: str) -> str:
    """Return the page in ``zh`` or ``en``."""
    return "\n".join(_lines(default_config(), lang)) + "\n"


def _lines(config: StrengthConfig, lang: str) -> Iterator[str]:
    yield from (_HEADING.text(lang), "", _INTRO.text(lang).format(hash=config.hash))
    for table, title in TITLES.items():
        yield from ("", f"## {title.text(lang)}", "", _HEADS.text(lang), "|---|---|---|")
        for name, value in config[table].items():
            yield f"| `{name}` | {value:g} | {config.reasons[table][name].text(lang)} |"

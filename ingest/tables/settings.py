"""``settings``: numbers, limits and switches that the office changes, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable

from graph.errors import ConfigurationError
from graph.i18n import Bilingual
from graph.office_settings import check_setting
from ingest.tables.declaration import (
    PROVENANCE,
    CellType,
    Claim,
    Context,
    Identity,
    InputColumn,
    InputTable,
    NodeReference,
    Record,
    RowLink,
    RowProblem,
)


def _claims(record: Record, context: Context) -> Iterable[Claim]:
    setting, value = record.text("setting"), record.text("value")
    try:
        check_setting(setting, value)
    except ConfigurationError as error:
        raise RowProblem("setting", "value", error.parts.what, error.parts.hint) from None
    yield Claim(
        NodeReference("Setting", record.row),
        record.pick("setting", "value", "reason"),
        (RowLink("OF_HOME", context.ref(context.home)),) if context.home else (),
    )


SETTINGS = InputTable(
    name="settings",
    label=Bilingual("Settings", "本单位设置"),
    means=Bilingual(
        "A number, limit or switch that the office changes, and why; without a row the shipped one holds.",
        "本单位更改的一项参数、限值或开关及其理由；没有行的仍用程序自带的。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "setting",
            required=True,
            choices="settings",
            label=Bilingual("Setting", "设置项"),
            means=Bilingual(
                "which setting, as the page Settings names it",
                "哪一项设置，名称见“设置”页",
            ),
        ),
        InputColumn(
            "value",
            required=True,
            long=True,
            label=Bilingual("Value", "取值"),
            means=Bilingual(
                "the new value as in the file; several texts are separated by semicolons",
                "新值，写法同文件；几个文字之间用分号",
            ),
        ),
        InputColumn(
            "reason",
            required=True,
            long=True,
            label=Bilingual("Reason", "理由"),
            means=Bilingual("why it is changed", "更改的理由"),
        ),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(node=NodeReference("Setting", record.row)),),
    claims=_claims,
    key=("setting",),
    first=("setting", "value", "reason"),
)

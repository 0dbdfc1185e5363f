"""Convert the content of a settings file to a declared type, or say in one line what is wrong with it. Pure.

The types are those of :mod:`msgspec`: structures, literals, lists, and numbers with bounds. It tells a fault
in English and leaves out the keys of tables, so faults are worked out here from its description of the type.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, inspect

from graph.errors import ConfigurationError
from graph.settings.toml_text import SettingPath
from graph.suggest import near_matches

T = TypeVar("T")
#: A text with more in it than white space.
FilledText = Annotated[str, Meta(pattern=r"\S")]
#: Returns the place of a setting for an error: file, line or variable.
Place = Callable[[SettingPath], str]
#: A longer list of what is known is of no use in one line.
_MOST_KNOWN = 40


def words(known: Iterable[str]) -> Any:
    """Return the type of a word that is one of ``known``, which an error names in this order."""
    choices = tuple(known)
    return Annotated[Literal[choices], Meta(extra={"words": choices})]


def read_as(kind: type[T], content: object, place: Place, path: SettingPath = ()) -> T:
    """Return the content of a settings file, or a part of it, as a value of type ``kind``.

    :param place: where a setting is
    :param path: the keys that lead to ``content``
    :raises ConfigurationError: with the first fault: what is wrong, where, and what to write
    """
    try:
        found: T = msgspec.convert(content, kind, dec_hook=_path)
    except msgspec.ValidationError as error:
        for fault in _faults(inspect.type_info(kind), content, path, place):
            raise fault from None
        raise ConfigurationError(
            "the setting {name!r} cannot be used",
            name=dotted(path),
            where=place(path),
            hint="{reason}",
            reason=error,
        ) from error
    return found


def _path(kind: type, value: object) -> object:
    """Convert the path of a file, which msgspec does not know."""
    if kind is not Path or not isinstance(value, str):
        raise NotImplementedError
    return Path(value)


def dotted(path: SettingPath) -> str:
    """Return the name of a setting as it is shown: its keys with dots between them."""
    return ".".join(part for part in path if isinstance(part, str))


def unknown_setting(name: str, known: Iterable[str], path: SettingPath, where: str) -> ConfigurationError:
    """Return the error for a key that no setting has, with the one most like it.

    :param path: the keys that lead to it, itself included
    """
    choices = list(known)
    near = _most_like(name, choices)
    return ConfigurationError(
        "unknown setting {name!r}",
        name=dotted(path),
        where=where,
        hint="did you mean {near}?" if near else "known are {known}" if len(choices) <= _MOST_KNOWN else "",
        near=near,
        known=choices,
    )


def unknown_word(word: object, known: Iterable[str], path: SettingPath, where: str) -> ConfigurationError:
    """Return the error for a word that a setting does not take, with the one most like it."""
    choices = [choice for choice in known if choice]
    near = _most_like(str(word), choices)
    return ConfigurationError(
        "{word!r} in the setting {name!r} is not known",
        word=word,
        name=dotted(path),
        where=where,
        hint="did you mean {near}?" if near else "known are {known}" if len(choices) <= _MOST_KNOWN else "",
        near=near,
        known=choices,
    )


def _most_like(name: str, known: list[str]) -> str:
    same = [choice for choice in known if choice.casefold() == name.casefold()]
    return (same or near_matches(name, known, most=1, alike=0.5) or [""])[0]


def _faults(
    kind: inspect.Type,
    value: object,
    path: SettingPath,
    place: Place,
    meta: inspect.Metadata | None = None,
) -> Iterator[ConfigurationError]:
    """Yield what keeps ``value`` from being of a type.

    :param meta: what is declared beside the type
    """
    match kind:
        case inspect.Metadata():
            yield from _faults(kind.type, value, path, place, kind)
        case inspect.StructType() | inspect.DataclassType():
            yield from _table_faults(kind, value, path, place)
        case inspect.DictType():
            if not isinstance(value, Mapping):
                yield _no_table(path, place)
                return
            for key, entry in value.items():
                yield from _faults(kind.key_type, key, path, place)
                yield from _faults(kind.value_type, entry, (*path, key), place)
        case inspect.ListType() | inspect.VarTupleType() | inspect.FrozenSetType():
            yield from _list_faults(kind, value, path, place)
        case inspect.LiteralType():
            if value not in kind.values:
                known = (meta.extra or {}).get("words") if meta else None
                yield unknown_word(value, known or map(str, kind.values), path, place(path))
        case inspect.UnionType():
            choices = [choice for choice in kind.types if not isinstance(choice, inspect.NoneType)]
            found = [list(_faults(choice, value, path, place)) for choice in choices]
            yield from [] if [] in found else found[0]
        case inspect.BoolType():
            if not isinstance(value, bool):
                yield ConfigurationError(
                    "the setting {name!r} is neither true nor false",
                    name=dotted(path),
                    where=place(path),
                    hint="write true or false",
                )
        case inspect.IntType() | inspect.FloatType():
            yield from _number_faults(kind, value, path, place)
        case inspect.StrType():
            if not isinstance(value, str):
                yield ConfigurationError(
                    "the setting {name!r} is no text",
                    name=dotted(path),
                    where=place(path),
                    hint="put it into quotation marks",
                )
            elif kind.pattern and not re.search(kind.pattern, value):
                (example,) = ((meta and meta.extra_json_schema) or {}).get("examples", ("",))
                yield ConfigurationError(
                    "the setting {name!r} cannot be {text!r}"
                    if value.strip()
                    else "the setting {name!r} is empty",
                    name=dotted(path),
                    text=value,
                    where=place(path),
                    hint="write it like {example}" if example else "give a text in quotation marks",
                    example=example,
                )


def _table_faults(
    kind: inspect.StructType | inspect.DataclassType, value: object, path: SettingPath, place: Place
) -> Iterator[ConfigurationError]:
    if not isinstance(value, Mapping):
        yield _no_table(path, place)
        return
    fields = {field.encode_name: field for field in kind.fields}
    for key, entry in value.items():
        here = (*path, key)
        if key in fields:
            yield from _faults(fields[key].type, entry, here, place)
        elif getattr(kind, "forbid_unknown_fields", False):
            yield unknown_setting(key, fields, here, place(here))
    for key, field in fields.items():
        if field.required and key not in value:
            yield ConfigurationError(
                "the setting {name!r} lacks {key}",
                name=dotted(path),
                key=key,
                where=place(path),
                hint="add it",
            )


def _list_faults(
    kind: inspect.ListType | inspect.VarTupleType | inspect.FrozenSetType,
    value: object,
    path: SettingPath,
    place: Place,
) -> Iterator[ConfigurationError]:
    of_tables = isinstance(kind.item_type, inspect.StructType | inspect.DataclassType)
    items = value if isinstance(value, list) else None
    if (
        items is None
        or len(items) < (kind.min_length or 0)
        or not all(_fits(item, of_tables) for item in items)
    ):
        name, where = dotted(path), place(path)
        yield (
            ConfigurationError(
                "the setting {name!r} is a list of tables", name=name, where=where, hint="write [[{name}]]"
            )
            if of_tables
            else ConfigurationError(
                "the setting {name!r} is a list of texts", name=name, where=where, hint='write ["...", "..."]'
            )
        )
        return
    for number, item in enumerate(items):
        yield from _faults(kind.item_type, item, (*path, number), place)


def _fits(item: object, of_tables: bool) -> bool:
    return isinstance(item, Mapping) if of_tables else isinstance(item, str | list)


def _number_faults(
    kind: inspect.IntType | inspect.FloatType, value: object, path: SettingPath, place: Place
) -> Iterator[ConfigurationError]:
    name, where = dotted(path), place(path)
    whole = isinstance(kind, inspect.IntType)
    allowed = int if whole else int | float
    if isinstance(value, bool) or not isinstance(value, allowed) or not math.isfinite(value):
        yield ConfigurationError(
            "the setting {name!r} is no number",
            name=name,
            where=where,
            hint="write a whole number, without quotation marks"
            if whole
            else "write digits and a point, without quotation marks",
        )
        return
    least, most = kind.ge, kind.le if kind.le is not None else kind.lt
    too_small = (least is not None and value < least) or (kind.gt is not None and value <= kind.gt)
    if too_small or (kind.le is not None and value > kind.le) or (kind.lt is not None and value >= kind.lt):
        yield ConfigurationError(
            "the setting {name!r} is {value:g}",
            name=name,
            value=float(value),
            where=where,
            hint="it must lie between {least:g} and {most:g}"
            if least and most is not None
            else "it must be {most:g} at most"
            if not too_small
            else "it must be more than nothing"
            if kind.gt is not None
            else "it must not be less than nothing",
            least=float(least or 0),
            most=float(most or 0),
        )


def _no_table(path: SettingPath, place: Place) -> ConfigurationError:
    return ConfigurationError(
        "the setting {name!r} is a table", name=dotted(path), where=place(path), hint="write [{name}]"
    )

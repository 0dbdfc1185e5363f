"""Write what Python gives to the scripts as types of TypeScript: ``python tools/payload_types.py [--check]``.

The source are the typed dictionaries in ``dashboard/components/payloads``, the result is
``dashboard/frontend/types/payloads.d.ts``, against which the scripts are checked.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
import types
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from dashboard.components import payloads

FILE = Path(__file__).resolve().parent.parent / "dashboard" / "frontend" / "types" / "payloads.d.ts"
_HEAD = """\
// Written from dashboard/components/payloads by `make frontend`; to be changed there.
"""
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def text() -> str:
    """Return the whole file."""
    parts = [_HEAD]
    for found in pkgutil.iter_modules(payloads.__path__):
        module = importlib.import_module(f"{payloads.__name__}.{found.name}")
        parts += [
            _interface(entry)
            for entry in vars(module).values()
            if is_typeddict(entry) and entry.__module__ == module.__name__
        ]
    return "\n".join(parts)


def _interface(entry: Any) -> str:
    told = inspect.cleandoc(entry.__doc__).splitlines()
    comment = (
        [f"/** {told[0]} */"] if len(told) == 1 else ["/**", *(f" * {line}".rstrip() for line in told), " */"]
    )
    keys = [_key(name, kind) for name, kind in get_type_hints(entry, include_extras=True).items()]
    return "\n".join([*comment, f"export interface {entry.__name__} {{", *keys, "}", ""])


def _key(name: str, kind: Any) -> str:
    if get_origin(kind) is NotRequired:
        return f"  {name}?: {_type(get_args(kind)[0])};"
    return f"  {name}: {_type(kind)};"


def _type(kind: Any) -> str:
    """Return a type of Python as TypeScript writes it; raises TypeError for one that no payload needs."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_typeddict(kind):
        return str(kind.__name__)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " | ".join(f'"{word}"' for word in arguments)
    if origin in (Union, types.UnionType):
        return " | ".join(dict.fromkeys(map(_type, arguments)))
    if origin is list:
        inner = _type(arguments[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is tuple:
        return f"[{', '.join(map(_type, arguments))}]"
    if origin is dict and arguments[0] is str:
        return f"Record<string, {_type(arguments[1])}>"
    raise TypeError(f"a payload cannot hold {kind}")


def main() -> int:
    """Write the file, or with ``--check`` return 1 if it is not current."""
    if "--check" not in sys.argv[1:]:
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(text(), encoding="utf-8")
        return 0
    if FILE.is_file() and FILE.read_text(encoding="utf-8") == text():
        return 0
    sys.stderr.write(f"{FILE.name} is not what dashboard/components/payloads gives: make frontend\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())

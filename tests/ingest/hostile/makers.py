"""How the files are made: a register with two good rows, and something harmful or broken in it."""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import docx
import openpyxl

HEADS = ("国家", "友好城市", "结好日期", "备注")
GOOD = (("英国", "加的夫", "1983-03-31", "第一"), ("日本", "佐世保", "1983-10-28", "第二"))
REGISTER = "友城.csv"
BOOK = "友城.xlsx"
SHEET = "xl/worksheets/sheet1.xml"


def line(cells: Iterable[str]) -> str:
    """Return a line of a CSV file; every cell is quoted."""
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


def table(rows: Iterable[Sequence[str]], heads: Sequence[str] = HEADS) -> str:
    """Return the text of a CSV file."""
    return "".join(line(row) for row in (heads, *rows))


def written(data: bytes | str, name: str = REGISTER) -> Callable[[Path], Path]:
    """Return a maker of a file with this content."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
        return path

    return make


def with_row(*cells: str, heads: Sequence[str] = HEADS) -> Callable[[Path], Path]:
    """Return a maker of a register with the good rows and one more."""
    wide = [(*row, *[""] * (len(heads) - len(row))) for row in GOOD]
    return written(table([*wide, cells], heads))


def note(text: str) -> Callable[[Path], Path]:
    """Return a maker of a register in which a remark holds this text."""
    return with_row("德国", "特里尔", "2010-11-11", text)


def place(name: str) -> Callable[[Path], Path]:
    """Return a maker of a register in which a city has this name."""
    return with_row("德国", name, "2010-11-11", "第三")


def book(
    change: Callable[[openpyxl.Workbook], object] = lambda workbook: None,
    parts: Callable[[dict[str, bytes]], object] = lambda found: None,
    name: str = BOOK,
) -> Callable[[Path], Path]:
    """Return a maker of a workbook with the good rows.

    :param change: changes the workbook before it is saved
    :param parts: changes the parts of the saved file
    """

    def make(folder: Path) -> Path:
        workbook = openpyxl.Workbook()
        for row in (HEADS, *GOOD):
            workbook.active.append(row)
        change(workbook)
        data = io.BytesIO()
        workbook.save(data)
        with zipfile.ZipFile(data) as before:
            found = {entry: before.read(entry) for entry in before.namelist()}
        parts(found)
        path = folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
            for entry, content in found.items():
                after.writestr(entry, content)
        return path

    return make


def saved_book(folder: Path) -> bytes:
    """Return the bytes of the good workbook."""
    return book()(folder).read_bytes()


def replaced(part: str, pattern: bytes, by: bytes) -> Callable[[dict[str, bytes]], None]:
    """Return a change of one part of a packed file; the pattern has to be found."""

    def change(found: dict[str, bytes]) -> None:
        found[part], count = re.subn(pattern, by, found[part], count=1)
        assert count == 1, f"{pattern!r} is not in {part}"

    return change


def added(part: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    """Return a change that adds a part to a packed file."""
    return lambda found: found.update({part: content})


def word(
    change: Callable[[docx.document.Document], object], name: str = "友城.docx"
) -> Callable[[Path], Path]:
    """Return a maker of a Word file with the good rows as a table."""

    def make(folder: Path) -> Path:
        document = docx.Document()
        grid = document.add_table(rows=0, cols=len(HEADS))
        for row in (HEADS, *GOOD):
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
        change(document)
        path = folder / name
        document.save(str(path))
        return path

    return make


def records(*further: dict[str, object]) -> list[dict[str, object]]:
    """Return the good rows as objects, and further ones."""
    return [*(dict(zip(HEADS, row, strict=True)) for row in GOOD), *further]


def linked(target: Callable[[Path], Path], name: str = REGISTER) -> Callable[[Path], Path]:
    """Return a maker of a symbolic link."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.symlink_to(target(folder))
        return path

    return make


def fifo(folder: Path) -> Path:
    """Make a named pipe that nobody writes to."""
    path = folder / REGISTER
    os.mkfifo(path)
    return path


def directory(folder: Path) -> Path:
    """Make an empty folder with the name of a file."""
    path = folder / REGISTER
    path.mkdir()
    return path


def unreadable_word(part: bytes) -> Callable[[Path], Path]:
    """Return a maker of a Word file whose document begins with this."""

    def make(folder: Path) -> Path:
        path = word(lambda document: None)(folder)
        with zipfile.ZipFile(path) as before:
            found = {entry: before.read(entry) for entry in before.namelist()}
        text = found["word/document.xml"]
        found["word/document.xml"] = part + text[text.index(b"<w:document") :]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
            for entry, content in found.items():
                after.writestr(entry, content)
        return path

    return make


def nested(depth: int) -> bytes:
    """Return an archive within an archive within an archive."""
    data = zlib.compress(b"\0" * 1_000_000)
    for _ in range(depth):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as outer:
            for number in range(4):
                outer.writestr(f"{number}.zip", data)
        data = packed.getvalue()
    return data


def cut(folder: Path) -> Path:
    """Make a workbook that ends in the middle."""
    path = folder / BOOK
    path.write_bytes(saved_book(folder)[:-400])
    return path


def flipped(folder: Path) -> Path:
    """Make a workbook with wrong bytes in the middle of a sheet."""
    path = book(lambda workbook: [workbook.active.append(GOOD[0]) for _ in range(500)])(folder)
    with zipfile.ZipFile(path) as packed:
        at = packed.getinfo(SHEET).header_offset + 80
    data = bytearray(path.read_bytes())
    data[at : at + 40] = bytes(255 - byte for byte in data[at : at + 40])
    path.write_bytes(data)
    return path

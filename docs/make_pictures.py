"""Take the pictures of the documentation: ``.venv/bin/python docs/make_pictures.py``.

Starts a temporary store, loads the bundled sample, serves the dashboard on the loopback interface and takes
screenshots with Chromium at 1366 x 768. Needs Chromium (in the PATH, or given by ``--chromium``) and a
Chinese font (Debian: fonts-noto-cjk).
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from graph.store import local_settings

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(__file__).resolve().parent / "pictures"
WIDTH, HEIGHT = 1366, 768
LARGEST = 400_000  # bytes
LANGUAGES = ("en", "zh")
#: Name of the picture -> page, its parameters, and the selector to wait for.
PICTURES: dict[str, tuple[str, dict[str, str], str]] = {
    "circle": ("", {}, "[data-ready=true]"),
    "card": ("", {"partner": "trier"}, "[data-ready=true]"),
    "list": ("", {"view": "list"}, "[data-ready=true]"),
    "map": ("map", {}, "[data-ready=true]"),
    "explore": (
        "explore",
        {
            "nodes": "xiamen,trier,germany,tie-trier--xiamen,project-0004,"
            "org-deutsch-chinesische-gesellschaft-trier,visit-0179,visit-0088,event-0076,plan-04",
            "picked": "trier",
        },
        "[data-panel=trier]",
    ),
    "ranking": ("ranking", {"as_of": "2020-01-22"}, ".rank tbody tr[data-id]"),
    "partner": ("partner", {"partner": "trier", "as_of": "2020-01-22"}, ".head h2"),
    "board": ("board", {"as_of": "2020-01-22"}, ".board .card-small"),
    "compare": ("compare", {"with": "trier,cardiff,cebu-city", "as_of": "2020-01-22"}, ".paper figure svg"),
    "timeline": ("timeline", {"since": "2016", "until": "2019", "continents": "EU"}, ".paper svg.brush"),
    "entry": ("entry", {}, ".fc.entry[data-ready=true]"),
    "cypher": ("cypher", {"query": "sister_cities"}, ".fc.console"),
    "meeting": ("meeting", {"as_of": "2020-01-22"}, ".walk figure svg"),
}
CHROMIUM = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")


def main() -> None:
    """Take every picture in every language."""
    parser = argparse.ArgumentParser(description="take the pictures of the documents anew")
    parser.add_argument(
        "--chromium",
        default=next((path for name in CHROMIUM if (path := shutil.which(name))), None),
        help="path of the browser",
    )
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder for the pictures")
    arguments = parser.parse_args()
    if arguments.chromium is None:
        parser.error("no Chromium was found: name it with --chromium")
    arguments.out.mkdir(parents=True, exist_ok=True)
    with dashboard() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        place, _, key = address.partition("/?")  # the key is passed as a parameter
        for name, (path, parameters, ready) in PICTURES.items():
            for lang in LANGUAGES:
                file = arguments.out / f"{name}-{lang}.png"
                file.write_bytes(
                    picture(
                        page,
                        f"{place}/{path}?{urlencode({'lang': lang, **dict(parse_qsl(key))} | parameters)}",
                        ready,
                    )
                )
                print(f"{file.name}: {file.stat().st_size:,} bytes")
        browser.close()


@contextmanager
def dashboard() -> Iterator[str]:
    """Serve a dashboard over a temporary store with the bundled sample; yields its address."""
    with tempfile.TemporaryDirectory(prefix="friendcircle-pictures-") as folder:
        store = f"local:{folder}/store"
        software = {"FRIENDCIRCLE_SOFTWARE": str(local_settings(os.environ).software)}
        environment = (
            {name: value for name, value in os.environ.items() if not name.startswith("FRIENDCIRCLE_")}
            | {f"XDG_{kind}_HOME": folder for kind in ("DATA", "CONFIG", "STATE")}
            | software
        )
        front = [sys.executable, "-m", "friendcircle", "--store", store, "--format", "json"]
        try:
            subprocess.run([*front, "load"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
            command = [*front, "dashboard", "--port", "0", "--no-browser"]
            with subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
            ) as process:
                try:
                    assert process.stdout is not None
                    yield json.JSONDecoder().raw_decode(read_document(process.stdout))[0]["url"]
                finally:
                    process.send_signal(signal.SIGINT)
        finally:
            subprocess.run(
                [*front, "store", "stop"], cwd=ROOT, env=environment, check=False, stdout=subprocess.DEVNULL
            )


def read_document(lines: Iterator[str]) -> str:
    """Return the lines up to the end of the first JSON document; the process keeps running."""
    text = ""
    for line in lines:
        text += line
        try:
            json.loads(text)
        except ValueError:
            continue
        return text
    raise RuntimeError(f"the dashboard did not say its address: {text!r}")


def picture(page: Page, address: str, ready: str) -> bytes:
    """Return the page as PNG with a palette, which is a third of the size and looks the same."""
    page.goto(address)
    page.locator(ready).first.wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(1_000)  # wait for transitions
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    packed = io.BytesIO()
    shot.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        packed, "PNG", optimize=True
    )
    if packed.tell() > LARGEST:
        raise RuntimeError(f"{address}: the picture has {packed.tell():,} bytes, more than {LARGEST:,}")
    return packed.getvalue()


if __name__ == "__main__":
    main()

"""Script that the server runs on every visit and click; :mod:`dashboard.app` draws the page."""

from __future__ import annotations

from dashboard.app import main

main()

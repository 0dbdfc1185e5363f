"""What the server runs for every visit and every click: the page is drawn by :mod:`dashboard.app`."""

from __future__ import annotations

from dashboard.app import main

main()

"""The two download buttons for the tables of a page: CSV and workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from graph.i18n import Texts
from graph.sanitize import csv_bytes
from reports.writers.tables import csv_archive, xlsx_bytes

#: MIME types of a workbook and of a zip archive.
XLSX, ZIP = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip"
#: A table: title, heads, rows.
Sheet = tuple[str, Sequence[str], Sequence[Sequence[str]]]


def offer(
    t: Texts,
    name: str,
    sheets: Callable[[], Sequence[Sheet]],
    *,
    several: bool = False,
    network: Callable[[], bytes] | None = None,
) -> None:
    """Draw the download buttons for the tables of a page; the files are made on request.

    :param name: file name without extension
    :param several: whether there are several tables; the CSV files then come in one zip archive
    :param network: returns the network of the page as HTML, offered as well if the page has one
    """
    offer_files(
        t,
        name,
        csv=(lambda: csv_archive(sheets())) if several else (lambda: csv_bytes(*sheets()[0][1:])),
        xlsx=lambda: xlsx_bytes(sheets()),
        several=several,
        network=network,
    )


def offer_files(
    t: Texts,
    name: str,
    *,
    csv: Callable[[], bytes],
    xlsx: Callable[[], bytes],
    several: bool,
    network: Callable[[], bytes] | None = None,
) -> None:
    """As :func:`offer`, for a page that makes its files itself."""
    with st.container(key="download", width="content", horizontal=True):
        st.download_button(
            t("table.xlsx"),
            xlsx,
            file_name=f"{name}.xlsx",
            mime=XLSX,
            key="download_xlsx",
            on_click="ignore",
            help=t("table.xlsx_all") if several else t("table.xlsx_help"),
        )
        st.download_button(
            t("table.download"),
            csv,
            file_name=f"{name}.{'zip' if several else 'csv'}",
            mime=ZIP if several else "text/csv",
            key="download_csv",
            on_click="ignore",
            help=t("table.csv_all") if several else t("table.download_help"),
        )
        if network:
            st.download_button(
                t("network.short"),
                network,
                file_name=f"{name}.html",
                mime="text/html",
                key="download_network",
                on_click="ignore",
                help=t("network.tip"),
            )

"""``doctor``: check what is installed and what is missing, with advice."""

from __future__ import annotations

import click

from friendcircle.options import Command
from friendcircle.session import Session


@click.command(cls=Command, writes=False, help="doctor.help")
@click.pass_obj
def doctor(session: Session) -> int:
    """Check everything the program needs; exit status 3 if something essential is missing."""
    from friendcircle.checks import examine

    findings = examine(session)
    texts = session.texts
    rows = [
        (
            texts(f"doctor.state.{one.state}"),
            texts(f"doctor.{one.name}"),
            one.detail,
            texts(f"doctor.advice.{one.advice}", **one.values) if one.advice else "",
        )
        for one in findings
    ]
    document = [
        {"check": one.name, "state": str(one.state), "detail": one.detail, "advice": row[3]}
        for one, row in zip(findings, rows, strict=True)
    ]
    session.answer(document, session.sheet("doctor.head", ("state", "check", "detail", "advice"), rows))
    return 3 if any(one.state == "problem" for one in findings) else 0

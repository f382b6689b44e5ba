"""``sessions``: list the sessions."""

import argparse

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_common
from fmnist_gui.cli.workplace import open_store
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.session.summary import SessionSummary


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sessions``."""
    add_common(parser)
    parser.set_defaults(run=_list)


def _list(chosen: argparse.Namespace, output: Output) -> None:
    with open_store(chosen) as store:
        sessions = store.sessions()
    answer = {"sessions": [_content(session) for session in sessions]}
    output.give(answer, [_line(session) for session in sessions] or ["No sessions yet."])


def _content(session: SessionSummary) -> dict[str, object]:
    return {
        "id": str(session.id),
        "annotator": session.annotator.name,
        "preset": session.preset,
        "state": session.state,
        "n": session.n,
        "correct": None if session.is_sealed else session.correct,
        "started_at": session.started_at.isoformat(),
        "is_simulated": session.is_simulated,
        "is_sealed": session.is_sealed,
        "study": session.rules.study if session.rules and session.is_of_study else None,
    }


def _line(session: SessionSummary) -> str:
    score = f"{session.correct} of {session.n}"
    if not session.n or session.is_sealed:
        score = f"{session.answered} answered"
    when = session.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
    return (
        f"{str(session.id)[:8]}  {when}  {session.preset:<12}  {session.state:<10}  "
        f"{score:<14}  {in_line(session.annotator.name)}"
    )

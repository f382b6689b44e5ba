"""``export`` of what people answered: as tables for other programs."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import home_of, open_store
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import answer_csv, answer_jsonl
from fmnist_gui.core.exchange.answer_csv import ANSWERS, SESSIONS, sessions_path
from fmnist_gui.core.exchange.collected import Collected, collected_of

MOST_CLASSES = 256
FORMATS = ("csv", "jsonl")


def export_answers(chosen: argparse.Namespace, output: Output) -> None:
    """Write the answers that may be told in the format asked for, and say which are left out."""
    table = answer_csv if chosen.format == "csv" else answer_jsonl
    read: Callable[[Path], object] = partial(table.read, classes=MOST_CLASSES)
    check_target(chosen.out, home_of(chosen), read=read, kind=ANSWERS)
    beside = sessions_path(chosen.out)
    check_target(beside, home_of(chosen), read=table.read_sessions, kind=SESSIONS)
    collected, closed = told_answers(chosen)
    files = table.write(chosen.out, collected)
    answers = collected.answers
    back = sum(answer.retracted_at is not None for answer in answers)
    simulated = sum(answer.is_simulated for answer in answers)
    answer = {
        "rows_in": len(answers),
        "rows_out": len(answers),
        "files": [str(file) for file in files],
        "sessions": len(collected.sessions),
        "closed_sessions": closed,
        "retracted": back,
        "simulated": simulated,
    }
    lines = [
        f"Answers: {len(answers):,}, in sessions: {len(collected.sessions):,}; "
        f"{back:,} of them were taken back and {simulated:,} simulated, and are marked so."
    ]
    lines += closed_line(closed)
    output.give(answer, lines + [str(file) for file in files])


def told_answers(chosen: argparse.Namespace) -> tuple[Collected, int]:
    """Return what may be told, of one session if that is wished, and how many stay closed.

    Raises RequestError when there is nothing.
    """
    with open_store(chosen) as store:
        wanted = None if chosen.session is None else store.find_session(chosen.session)
        histories = store.told_histories(wanted)
        closed = len(store.sessions()) - len(histories) if wanted is None else 0
    collected = collected_of(histories)
    if not collected.answers:
        told = "; ".join(["there are no answers to export", *closed_line(closed)])
        raise RequestError(f"{told.rstrip('.')}; finish a session first")
    return collected, closed


def closed_line(closed: int) -> list[str]:
    """Return a sentence about sessions that stay closed, none if there are none."""
    if not closed:
        return []
    which = "session is" if closed == 1 else "sessions are"
    return [f"{closed:,} {which} scored and not finished, and left out."]

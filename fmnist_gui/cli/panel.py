"""``panel``: what several people say together over one deck."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.results import difference_line, printable
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import (
    home_of,
    open_store,
    published,
    shipped_references,
    splits_here,
)
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.panel_content import as_json
from fmnist_gui.core.session.panel_result import PanelResult, panel_result
from fmnist_gui.core.session.panel_sentence import deviations_title, progress
from fmnist_gui.core.session.record import History
from fmnist_gui.core.stats import references
from fmnist_gui.core.stats.percent import decimal
from fmnist_gui.core.stats.sentence import score_of


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``panel``."""
    parser.add_argument(
        "sessions",
        metavar="SESSION",
        nargs="*",
        help="the id of each person's session, or the beginning of it",
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="write the panel as a page, with its figures and everybody's session beside it",
    )
    parser.add_argument(
        "--verify",
        type=Path,
        metavar="FILE",
        help="recompute such a report (.html or .json) from the sessions beside it and say what "
        "differs",
    )
    add_classes(parser)
    add_common(parser)
    parser.set_defaults(run=_run)


def _run(chosen: argparse.Namespace, output: Output) -> None:
    if bool(chosen.sessions) == (chosen.verify is not None):
        raise RequestError("panel needs either SESSIONs or --verify FILE; give one of the two")
    if chosen.verify is None:
        _show(chosen, output)
    elif chosen.report is not None:
        raise RequestError("--report writes the panel of SESSIONs; leave --verify out")
    else:
        _verify(chosen, output)


def _show(chosen: argparse.Namespace, output: Output) -> None:
    with open_store(chosen) as store:
        found = [store.find_session(name) for name in chosen.sessions]
        histories = [store.history(session_id) for session_id in found]
    result = panel_result(histories)
    files: tuple[Path, ...] = ()
    if chosen.report is not None:
        files = _write(chosen, histories)
    answer = as_json(result) | ({"files": [str(path) for path in files]} if files else {})
    output.give(answer, [*_lines(result), *map(str, files)])


def _write(chosen: argparse.Namespace, histories: list[History]) -> tuple[Path, ...]:
    from fmnist_gui.core.exchange import page_proof
    from fmnist_gui.core.exchange.panel_report_file import write_panel_report
    from fmnist_gui.core.exchange.report_set import page_path

    page = page_path(chosen.report)
    check_target(page, home_of(chosen), read=page_proof.read_report, kind="a report")
    return write_panel_report(page, histories, published(chosen), made_at=datetime.now(UTC))


def _verify(chosen: argparse.Namespace, output: Output) -> None:
    from fmnist_gui.core.exchange.panel_verification import verify_panel

    published_there = references.load(shipped_references())
    verdict = verify_panel(chosen.verify, published_there, splits=splits_here(chosen))
    found = verdict.differences
    answer = {
        "agrees": verdict.agrees,
        "differences": [vars(difference) for difference in found],
        "files": [str(path) for path in verdict.files],
        "people": verdict.people,
    }
    names = ", ".join(path.name for path in verdict.files)
    agreeing = f"{names}: recomputed from the sessions of {verdict.people} people, all agree."
    lines = [difference_line(difference) for difference in found] if found else [agreeing]
    output.give(answer, lines)
    if found:
        noun = "difference" if len(found) == 1 else "differences"
        raise RequestError(
            f"{chosen.verify} does not agree with its sessions: {len(found)} {noun}, the first in "
            f"{printable(found[0].field)} of {found[0].file}"
        )


def _lines(result: PanelResult) -> list[str]:
    if result.is_sealed or not result.n:
        return list(result.headline)
    lines = list(result.headline)
    lines += [f"{m.annotator.name}: {score_of(m.right, result.n)}." for m in result.members]
    lines += [
        f"{pair.first} and {pair.second}: Cohen's kappa {decimal(pair.kappa)}."
        for pair in result.pairs
        if pair.kappa is not None
    ]
    lines += result.notes
    if result.is_complete:
        lines.append(progress(result.labels, result.labels_planned))
    if result.deviations:
        lines.append(f"{deviations_title(result.deviations)}:")
        lines += [f"- {line}" for line in result.deviations]
    return lines + [f"{m.annotator.name}: {f.sentence}" for m in result.members for f in m.flags]

"""``export`` of what people answered: every answer for tables, or votes for programs that count."""

import argparse
from typing import TYPE_CHECKING

from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.subject import split_with
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import home_of, load_data, open_store
from fmnist_gui.core.exchange.label_out import ANSWER_FORMATS, Plan, answers_plan, votes_plan
from fmnist_gui.core.exchange.vote_format import VOTE_FORMATS
from fmnist_gui.store.score_shelf import ScoreShelf
from fmnist_gui.store.take_out import opinions_of, told_labels

if TYPE_CHECKING:
    from fmnist_gui.core.exchange.told_labels import ToldLabels

FORMATS = (*ANSWER_FORMATS, *VOTE_FORMATS)


def export_answers(chosen: argparse.Namespace, output: Output) -> None:
    """Write the answers that may be told in the format asked for, and say which are left out."""
    told = _told(chosen)
    plan = _plan(chosen, told)
    for path, read, kind in plan.targets:
        check_target(path, home_of(chosen), read=read, kind=kind)
    done = plan.write(report=progress("Writing answers"))
    files = [str(file) for file in done.files]
    answer = {
        "rows_in": done.rows_in,
        "rows_out": done.rows_out,
        "files": files,
        **done.figures,
        **told.kept_back.content,
        "study": told.study,
    }
    output.give(answer, [*done.sentences, *files])


def _plan(chosen: argparse.Namespace, told: "ToldLabels") -> Plan:
    if chosen.format in ANSWER_FORMATS:
        return answers_plan(chosen.format, chosen.out, told)
    dataset = load_data(chosen)
    if chosen.split is not None:
        split_with(dataset, chosen.split, indices=())
    return votes_plan(
        chosen.format,
        chosen.out,
        told,
        dataset,
        split=chosen.split,
        is_strict=chosen.strict,
        seed=chosen.seed,
        opinions=opinions_of(ScoreShelf(home_of(chosen).scores), dataset),
    )


def _told(chosen: argparse.Namespace) -> "ToldLabels":
    report = progress("Reading answers")
    with open_store(chosen) as store:
        if chosen.study is not None:
            study = store.studies.find(chosen.study).study.sha256
            return told_labels(store, study=study, report=report)
        wanted = None if chosen.session is None else store.find_session(chosen.session)
        return told_labels(store, session_id=wanted, report=report)

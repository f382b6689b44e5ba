"""``import --format patch`` and ``verdicts``: what somebody decided, taken in as theirs."""

import argparse
from datetime import UTC, datetime

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.subject import split_with
from fmnist_gui.cli.workplace import load_data, open_store
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import label_patch, verdict_json
from fmnist_gui.core.review.verdict import row_of
from fmnist_gui.store.decision_import import TakenIn, take_in_patch, take_in_rows


def import_patch(chosen: argparse.Namespace, output: Output) -> None:
    """Take in the rows of a patch that are not here yet, all or none.

    A patch of other data, or one that contradicts the labels of this, is refused.
    """
    if chosen.split is not None or chosen.name is not None:
        raise RequestError("a label patch says itself what --split and --name would")
    dataset = load_data(chosen)
    patch = label_patch.read(chosen.file, classes=len(dataset.class_names))
    with open_store(chosen) as store:
        now = datetime.now(UTC)
        _give(take_in_patch(store, patch, dataset.splits.values(), now=now), output)


def import_verdicts(chosen: argparse.Namespace, output: Output) -> None:
    """Take in verdicts that are not here yet, all or none, as decided now.

    Verdicts about labels that the data does not have are refused.
    """
    dataset = load_data(chosen)
    splits = list(dataset.splits.values())
    if chosen.split is not None:
        splits = [split_with(dataset, chosen.split, indices=())]
    verdicts = verdict_json.read(
        chosen.file,
        splits,
        classes=len(dataset.class_names),
        split=chosen.split,
        reviewer=chosen.name or "",
    )
    # The file tells no time, and what is said now is what this file says.
    now = datetime.now(UTC)
    rows = [row_of(verdict, now) for verdict in verdicts]
    with open_store(chosen) as store:
        _give(take_in_rows(store, rows, splits, has_times=False, source=chosen.file), output)


def _give(taken: TakenIn, output: Output) -> None:
    answer = {
        "rows_in": taken.rows,
        "rows_kept": taken.kept,
        "already_there": taken.there,
        "refused": taken.elsewhere,
    }
    output.give(answer, [taken.sentence])

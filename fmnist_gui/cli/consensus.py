"""``consensus``: one label per image from everything that people said, with its posterior."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from fmnist_gui.cli.collected import Collected, add_study, collected
from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import home_of
from fmnist_gui.core.exchange import consensus_csv
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.study.adjudication import adjudicated
from fmnist_gui.core.table.consensus_table import METHODS, Consented, consensus_table


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``consensus``."""
    parser.description = (
        "Write one label per image as CSV, from the same answers that 'agreement' counts. The "
        "plurality takes all of them, its posterior is the share of the votes, and of tied classes "
        "it takes the lowest number. One-coin gives every person an accuracy, Dawid-Skene a "
        "confusion matrix; both need to know who gave each label, three people, and 20 answers of "
        "each, Dawid-Skene for each class, to images that others answered too. 'tie' marks tied "
        "votes whatever the method. Of a study, what was concluded about disputed images takes the "
        "place of the votes, and a column tells what that was."
    )
    parser.add_argument("--method", required=True, choices=METHODS, help="how votes become a label")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the CSV to write")
    add_study(parser)
    add_classes(parser)
    add_common(parser)
    parser.set_defaults(run=_write)


def _write(chosen: argparse.Namespace, output: Output) -> None:
    known = collected(chosen)
    dataset = known.dataset
    classes = len(dataset.class_names)
    read = partial(consensus_csv.read, classes=classes)
    check_target(chosen.out, home_of(chosen), read=read, kind="a consensus")
    found = consensus_table(
        known.table,
        chosen.method,
        fingerprints={name: split.fingerprint for name, split in dataset.splits.items()},
        class_names=dataset.class_names,
        report=progress("Weighing answers"),
    )
    for name, split in dataset.splits.items() if known.settled else ():
        settled = adjudicated(found.table, known.settled, split=name, labels=split.labels)
        found = replace(found, table=settled)
    consensus_csv.write(chosen.out, found.table)
    table = found.table
    answer = {
        "images": len(table.rows),
        "ties": table.ties,
        "changed": table.changed,
        "adjudicated": table.adjudicated,
        "method": table.method,
        "labels": sum(row.votes for row in table.rows),
        "annotators": known.table.annotators,
        "nameless": found.nameless,
        "left_out": known.table.left_out,
        "rounds": found.rounds,
        "has_settled": found.has_settled,
        "is_simulated": table.is_simulated,
        "file": str(chosen.out),
        **known.content,
    }
    output.give(answer, _lines(known, found, chosen.out))


def _lines(known: Collected, found: Consented, path: Path) -> Iterator[str]:
    table, votes = found.table, sum(row.votes for row in found.table.rows)
    people = " of simulated people" if table.is_simulated else ""
    yield (
        f"{path}: one label for each of {images(len(table.rows))} by {table.method} from "
        f"{votes:,} labels{people}."
    )
    yield (
        f"{table.changed:,} differ from the file; the votes of {table.ties:,} are tied"
        f"{', where the lowest class number stands' if table.method == 'plurality' else ''}."
    )
    if table.adjudicated:
        stand = "which stands" if table.adjudicated == 1 else "which stand"
        yield f"Adjudicated: {images(table.adjudicated)}, {stand} as was concluded."
    if found.nameless:
        names = ", ".join(map(repr, known.crowds))
        yield (
            f"Left out: {found.nameless:,} labels imported as {names}, since nobody knows who gave "
            "them; plurality counts them."
        )
    yield from known.lines
    if not found.has_settled:
        yield f"The posteriors still changed after {found.rounds} rounds."

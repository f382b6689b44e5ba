"""``agreement``: how far people agree with each other and with the file, over everything."""

import argparse

import numpy as np

from fmnist_gui.cli.collected import Collected, add_study, collected
from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.core.stats.agreement import UNKNOWN, alpha_interval, krippendorff_alpha
from fmnist_gui.core.stats.majority import (
    Majority,
    majority_of_3,
    plurality_accuracy,
    single_accuracy,
)
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.stats.proportion import Interval, share_interval
from fmnist_gui.core.stats.sentence import share
from fmnist_gui.core.table.vote_table import VoteTable

SEED = 0
"""The bootstrap gives the same interval each time."""

PANEL = 3
TIE_RULES = ("split", "strict", "optimistic")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``agreement``."""
    parser.description = (
        "Agreement over everything collected about the data: first answers to new images in "
        "scored sessions of the standard condition that may be told, labels that were collected, "
        "and imported human counts, of whose people nobody knows how many they are. Simulated "
        "people count only where there is nobody else."
    )
    add_study(parser)
    add_classes(parser)
    add_common(parser)
    parser.set_defaults(run=_tell)


def _tell(chosen: argparse.Namespace, output: Output) -> None:
    known = collected(chosen)
    table, names = known.table, known.crowds
    alpha = krippendorff_alpha(table.counts)
    interval = None if alpha is None else _alpha_interval(table)
    by_three = _majority(table)
    single = single_accuracy(table.counts, table.truth) if table.images else None
    together = plurality_accuracy(table.counts, table.truth) if table.images else None
    answer = {
        "images": table.images,
        "labels": table.labels,
        "annotators": table.annotators,
        "krippendorff_alpha": alpha,
        "interval": None if interval is None else list(interval),
        "why_no_interval": _without_interval(table, alpha, interval=interval),
        "single_accuracy": single,
        "single_accuracy_interval": _interval(single, table.labels),
        "majority_of_3": by_three.content() if by_three else dict.fromkeys(TIE_RULES),
        "majority_of_3_intervals": {
            rule: _interval(getattr(by_three, rule), by_three.n) if by_three else None
            for rule in TIE_RULES
        },
        "plurality": together,
        "plurality_interval": _interval(together, table.images),
        "answers": table.answers,
        "imported": table.labels - table.answers,
        "crowds": names,
        "left_out": table.left_out,
        "is_simulated": table.are_simulated,
        **known.content,
    }
    lines = _lines(known, alpha, interval=interval)
    output.give(answer, lines)


def _alpha_interval(table: VoteTable) -> Interval | None:
    found = alpha_interval(
        table.counts, rng=np.random.default_rng(SEED), report=progress("Drawing images anew")
    )
    return None if found == UNKNOWN else found


def _interval(value: float | None, count: int) -> list[float] | None:
    return None if value is None else list(share_interval(value, count))


def _majority(table: VoteTable) -> Majority | None:
    """Return the majority of three over the images with so many votes, None if there are none."""
    has_three = table.counts.sum(axis=1) >= PANEL
    if not has_three.any():
        return None
    return majority_of_3(table.counts[has_three], table.truth[has_three])


def _lines(known: Collected, alpha: float | None, *, interval: Interval | None) -> list[str]:
    table = known.table
    if not table.images:
        which = f"{known.title} under the standard condition" if table.left_out else known.title
        return [f"No labels of {which} have been collected yet.", *known.lines]
    sources = _sources(table, known.crowds)
    lines = [f"{table.labels:,} labels of {images(table.images)}: {sources}.", *known.lines]
    single = single_accuracy(table.counts, table.truth)
    together = plurality_accuracy(table.counts, table.truth)
    lines.append(
        f"One label agrees with the file on {share(single, table.labels)}, Wilson's over "
        f"{table.labels:,} labels, each taken as one vote of its own."
    )
    lines.append(
        f"The plurality of all labels of an image agrees on {share(together, table.images)}, "
        f"Wilson's over {images(table.images)}, ties split."
    )
    if by_three := _majority(table):
        lines.append(
            f"Majority of three, Wilson's intervals over {images(by_three.n)}: "
            f"{share(by_three.split, by_three.n)} with ties split; "
            f"{share(by_three.strict, by_three.n)} with ties wrong; "
            f"{share(by_three.optimistic, by_three.n)} with ties right if the label is among them."
        )
    if why := _without_interval(table, alpha, interval=interval):
        said = [] if alpha is None else [f"Krippendorff's alpha {alpha:.3f}."]
        return [*lines, *said, why]
    ends = " to ".join(f"{end:.3f}" for end in interval or ())
    return [*lines, f"Krippendorff's alpha {alpha:.3f}, 95 % interval {ends}."]


def _without_interval(
    table: VoteTable, alpha: float | None, *, interval: Interval | None
) -> str | None:
    """Return why alpha has no interval, None where it has one."""
    if interval is not None:
        return None
    if not (paired := int((table.counts.sum(axis=1) > 1).sum())):
        return "No image has two labels yet, so that alpha says nothing."
    if alpha is None:
        return "All labels that can be compared name one class, so that alpha says nothing."
    return f"{images(paired)} with two labels or more tell no interval of alpha; it takes several."


def _sources(table: VoteTable, crowds: list[str]) -> str:
    people = "person" if table.annotators == 1 else "people"
    kind = f"simulated {people}" if table.are_simulated else people
    own = f"{table.answers:,} by {table.annotators} {kind}" if table.answers else ""
    imported = table.labels - table.answers
    other = f"{imported:,} imported as {', '.join(map(repr, crowds))}" if imported else ""
    return " and ".join(part for part in (own, other) if part)

"""``export`` of votes: one label of each person for each image, for programs that count them."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fmnist_gui.cli.export_answers import closed_line, told_answers
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.subject import split_with
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import home_of, load_data
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import cifar10h, cifar10h_raw, count_pair, crowd_csv
from fmnist_gui.core.exchange.collected import CollectedAnswer
from fmnist_gui.core.exchange.human_counts import read_counts
from fmnist_gui.core.exchange.vote import Vote, Votes, vote_counts, votes_of

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset, Split


@dataclass(frozen=True)
class Wish:
    """What to write where: votes about the ``split``, or about any if that is None.

    ``answers`` are those that the votes are made of, ``checks`` those to attention checks.
    ``is_strict`` asks for the very names of the layout's first release.
    """

    out: Path
    dataset: "Dataset"
    votes: tuple[Vote, ...]
    answers: tuple[CollectedAnswer, ...]
    checks: tuple[CollectedAnswer, ...]
    split: "Split | None"
    is_strict: bool = False


Target = tuple[Path, Callable[[Path], object], str]
"""A file that is written, what reads such a file, and what a sentence calls it."""


@dataclass(frozen=True)
class VoteFormat:
    """One format; ``is_of_one_split`` tells that its rows are the images of one.

    ``has_checks`` tells that answers to attention checks are in it, marked.
    """

    targets: Callable[[Wish], tuple[Target, ...]]
    write: Callable[[Wish], tuple[Path, ...]]
    is_of_one_split: bool = True
    has_checks: bool = False


def export_votes(chosen: argparse.Namespace, output: Output) -> None:
    """Write the votes about the data that is open, and say which answers are none."""
    format = FORMATS[chosen.format]
    dataset = load_data(chosen)
    collected, closed = told_answers(chosen)
    known = {split.fingerprint: split.name for split in dataset.splits.values()}
    votes = votes_of(collected.answers, known)
    split = _split(chosen, dataset, votes, is_needed=format.is_of_one_split)
    about = votes if split is None else votes.about(split.name)
    rows, checks = about.rows, about.checks if format.has_checks else ()
    if not rows:
        raise RequestError(f"no answer is a vote about this data; {votes.sentence or 'play first'}")
    wish = Wish(chosen.out, dataset, rows, about.answers, checks, split, chosen.strict)
    for path, read, kind in format.targets(wish):
        check_target(path, home_of(chosen), read=read, kind=kind)
    files = format.write(wish)
    elsewhere = len(votes.rows) - len(rows)
    answer = {
        "rows_in": len(collected.answers),
        "rows_out": len(rows),
        "files": [str(file) for file in files],
        "images": len({(vote.split, vote.image_index) for vote in rows}),
        "annotators": len({vote.worker for vote in rows}),
        "left_out": dict(votes.left_out) | ({"other_split": elsewhere} if elsewhere else {}),
        "closed_sessions": closed,
        "checks": len(checks),
    }
    lines = [f"Votes: {len(rows):,}, of {len(collected.answers):,} answers. {votes.sentence}"]
    lines += [f"Left out: {elsewhere:,} about another split."] if elsewhere else []
    lines += [f"In the raw table alone: {len(checks):,} attention checks."] if checks else []
    output.give(answer, [*lines, *closed_line(closed), *(str(file) for file in files)])


def _split(
    chosen: argparse.Namespace, dataset: "Dataset", votes: Votes, *, is_needed: bool
) -> "Split | None":
    if chosen.split is not None:
        return split_with(dataset, chosen.split, indices=())
    if not is_needed:
        return None
    names = sorted({vote.split for vote in votes.rows})
    if len(names) > 1:
        raise RequestError(f"there are votes about {' and '.join(names)}; name one with --split")
    return dataset.splits[names[0]] if names else None


def _counts(wish: Wish) -> tuple[Path, ...]:
    images, classes = _shape(wish)
    counts = vote_counts(wish.votes, images=images, classes=classes)
    return count_pair.write(wish.out, counts)


def _count_targets(wish: Wish) -> tuple[Target, ...]:
    images, classes = _shape(wish)
    counts = partial(read_counts, images=images, classes=classes, is_partial=True)
    shares = partial(count_pair.read_shares, images=images, classes=classes)
    return (
        (wish.out, counts, count_pair.WHAT),
        (count_pair.probs_path(wish.out), shares, count_pair.SHARES),
    )


def _crowd_targets(wish: Wish) -> tuple[Target, ...]:
    read = partial(crowd_csv.read, images=None, class_names=wish.dataset.class_names)
    return ((wish.out, read, crowd_csv.WHAT),)


def _cifar10h(wish: Wish) -> tuple[Path, ...]:
    images, classes = _shape(wish)
    trials = cifar10h_raw.raw_trials(wish.answers, wish.checks, wish.dataset.class_names)
    index = _index_column(wish)
    return cifar10h.write(wish.out, trials, index=index, images=images, classes=classes)


def _cifar10h_targets(wish: Wish) -> tuple[Target, ...]:
    images, classes = _shape(wish)
    counts, probs, raw = cifar10h.paths(wish.out)
    index = _index_column(wish)
    table = partial(cifar10h_raw.read, index=index, images=images, classes=classes)
    return (
        (counts, partial(cifar10h.read_counts, images=images, classes=classes), cifar10h.COUNTS),
        (probs, partial(cifar10h.read_probs, images=images, classes=classes), cifar10h.PROBS),
        (raw, table, cifar10h_raw.WHAT),
    )


def _index_column(wish: Wish) -> str:
    name = "" if wish.split is None else wish.split.name
    return cifar10h_raw.index_column(name, is_strict=wish.is_strict)


def _shape(wish: Wish) -> tuple[int, int]:
    if wish.split is None:
        raise TypeError("a table of counts is of one split")
    return len(wish.split), len(wish.dataset.class_names)


FORMATS = {
    "crowd": VoteFormat(
        _crowd_targets, lambda wish: crowd_csv.write(wish.out, wish.votes), is_of_one_split=False
    ),
    "fmh": VoteFormat(_count_targets, _counts),
    "cifar10h": VoteFormat(_cifar10h_targets, _cifar10h, has_checks=True),
}

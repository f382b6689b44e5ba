"""``export`` of votes: one label of each person for each image, for programs that count them."""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fmnist_gui.cli.export_answers import closed_line, told_answers
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.subject import split_with
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import home_of, load_data
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import (
    annotator_matrix,
    cifar10h,
    cifar10h_raw,
    cifar10n,
    count_pair,
    crowd_csv,
)
from fmnist_gui.core.exchange.collected import CollectedAnswer
from fmnist_gui.core.exchange.human_counts import read_counts
from fmnist_gui.core.exchange.vote import Vote, Votes, vote_counts, votes_of

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset, Split


@dataclass(frozen=True)
class Wish:
    """What to write where: votes about the ``split``, or about any if that is None.

    ``answers`` are those that the votes are made of, ``checks`` those to attention checks.
    ``is_strict`` asks for the very names of the layout's first release, and ``seed`` is for what
    is drawn by chance.
    """

    out: Path
    dataset: "Dataset"
    votes: tuple[Vote, ...]
    answers: tuple[CollectedAnswer, ...]
    checks: tuple[CollectedAnswer, ...]
    split: "Split | None"
    is_strict: bool = False
    seed: int = 0


Target = tuple[Path, Callable[[Path], object], str]
"""A file that is written, what reads such a file, and what a sentence calls it."""


@dataclass(frozen=True)
class VoteFormat:
    """One format; ``is_of_one_split`` tells that its rows are the images of one.

    ``has_checks`` tells that answers to attention checks are in it, marked. ``drawn`` is how many
    votes of each image are drawn, where not all are written; images with fewer are left out.
    """

    targets: Callable[[Wish], tuple[Target, ...]]
    write: Callable[[Wish], tuple[Path, ...]]
    is_of_one_split: bool = True
    has_checks: bool = False
    drawn: int | None = None


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
    wish = Wish(chosen.out, dataset, rows, about.answers, checks, split, chosen.strict, chosen.seed)
    for path, read, kind in format.targets(wish):
        check_target(path, home_of(chosen), read=read, kind=kind)
    files = format.write(wish)
    # Votes of people and simulated ones never stand in one file.
    is_simulated = all(answer.is_simulated for answer in about.answers)
    left_out = dict(votes.left_out)
    others = {"other_split": len(votes.rows) - len(rows)}
    others |= _not_drawn(rows, format.drawn)
    left_out |= {reason: count for reason, count in others.items() if count}
    out = len(rows) - others.get("image_with_fewer", 0) - others.get("not_drawn", 0)
    answer = {
        "rows_in": len(collected.answers),
        "rows_out": out,
        "files": [str(file) for file in files],
        "images": len({(vote.split, vote.image_index) for vote in rows}),
        "annotators": len({vote.worker for vote in rows}),
        "left_out": left_out,
        "closed_sessions": closed,
        "checks": len(checks),
        "simulated": is_simulated,
    }
    lines = [f"Votes: {out:,}, of {len(collected.answers):,} answers. {votes.sentence}".rstrip()]
    lines += ["All of them are simulated; no person gave them."] if is_simulated else []
    lines += [f"Left out: {n:,} {_OTHERS[reason]}." for reason, n in others.items() if n]
    lines += [f"In the raw table alone: {len(checks):,} attention checks."] if checks else []
    output.give(answer, [*lines, *closed_line(closed), *(str(file) for file in files)])


_OTHERS = {
    "other_split": "about another split",
    "image_with_fewer": "to images with too few labels",
    "not_drawn": "not drawn among those of their image",
}
"""Why a vote is not written, and how a sentence says it."""


def _not_drawn(votes: Iterable[Vote], drawn: int | None) -> dict[str, int]:
    """Return how many of the votes are not written where so many of each image are."""
    if drawn is None:
        return {}
    counts = Counter(vote.image_index for vote in votes).values()
    return {
        "image_with_fewer": sum(count for count in counts if count < drawn),
        "not_drawn": sum(count - drawn for count in counts if count > drawn),
    }


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


def _cifar10n(wish: Wish) -> tuple[Path, ...]:
    # The same seed draws the same labels with every version of NumPy that keeps PCG64's stream.
    rng = np.random.Generator(np.random.PCG64(wish.seed))
    found = cifar10n.noisy_labels(wish.votes, _one_split(wish).labels, rng=rng)
    if not len(found.index):
        raise RequestError(
            f"no image has {cifar10n.PEOPLE} labels yet; let more people answer the same deck"
        )
    return cifar10n.write(wish.out, found)


def _cifar10n_targets(wish: Wish) -> tuple[Target, ...]:
    images, classes = _shape(wish)
    return ((wish.out, partial(cifar10n.read, images=images, classes=classes), cifar10n.WHAT),)


def _matrix_targets(wish: Wish) -> tuple[Target, ...]:
    images, classes = _shape(wish)
    split = _one_split(wish).name
    read = partial(annotator_matrix.read, split=split, images=images, classes=classes)
    return ((wish.out, read, annotator_matrix.WHAT),)


def _index_column(wish: Wish) -> str:
    return cifar10h_raw.index_column(_one_split(wish).name, is_strict=wish.is_strict)


def _shape(wish: Wish) -> tuple[int, int]:
    return len(_one_split(wish)), len(wish.dataset.class_names)


def _one_split(wish: Wish) -> "Split":
    if wish.split is None:
        raise TypeError("such a file is of one split")
    return wish.split


FORMATS = {
    "crowd": VoteFormat(
        _crowd_targets, lambda wish: crowd_csv.write(wish.out, wish.votes), is_of_one_split=False
    ),
    "fmh": VoteFormat(_count_targets, _counts),
    "cifar10h": VoteFormat(_cifar10h_targets, _cifar10h, has_checks=True),
    "cifar10n": VoteFormat(_cifar10n_targets, _cifar10n, drawn=cifar10n.PEOPLE),
    "cleanlab": VoteFormat(
        _matrix_targets, lambda wish: annotator_matrix.write(wish.out, wish.votes)
    ),
}

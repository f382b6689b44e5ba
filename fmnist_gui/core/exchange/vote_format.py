"""The formats of votes, each with its files and what writes and reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import (
    annotator_matrix,
    cifar10h,
    cifar10h_raw,
    cifar10n,
    count_pair,
    crowd_csv,
    label_studio,
    label_studio_source,
    trial_csv,
)
from fmnist_gui.core.exchange.collected import CollectedSession
from fmnist_gui.core.exchange.file_kind import check_kind
from fmnist_gui.core.exchange.human_counts import read_counts
from fmnist_gui.core.exchange.label_studio import Opinion
from fmnist_gui.core.exchange.trial_csv import Trial
from fmnist_gui.core.exchange.vote import BACK, UNSURE, Votes, vote_counts
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never

PLURALITY = "plurality of these labels"
"""What the consensus of the votes themselves is called among the opinions."""

Target = tuple[Path, Callable[[Path], object], str]
"""A file that is written, what reads such a file, and what a sentence calls it."""


@dataclass(frozen=True)
class Wish:
    """What to write where: votes about the ``split``, or about any if that is None.

    ``is_strict`` asks for the very names of the layout's first release, and ``seed`` is for what
    is drawn by chance. ``opinions`` are those of models and crowds,
    and ``sessions`` those in which the votes were given.
    """

    out: Path
    dataset: Dataset
    votes: Votes
    split: Split | None
    is_strict: bool = False
    seed: int = 0
    opinions: tuple[Opinion, ...] = ()
    sessions: tuple[CollectedSession, ...] = ()
    report: Report = ignore
    is_cancelled: CancelCheck = never


@dataclass(frozen=True)
class VoteFormat:
    """One format; ``is_of_one_split`` tells that its rows are the images of one.

    ``has_every_image`` tells that there is a row for each of them, with or without votes.
    ``marks_simulated`` tells that simulated votes come back as such.
    ``has_checks`` tells that answers to attention checks are in it, marked, and ``blanks`` for
    which reasons trials without a class are. ``drawn`` is how many votes of each image are
    drawn, where not all are written; images with fewer are left out.
    """

    targets: Callable[[Wish], tuple[Target, ...]]
    write: Callable[[Wish], tuple[Path, ...]]
    is_of_one_split: bool = True
    has_every_image: bool = False
    has_checks: bool = False
    marks_simulated: bool = False
    blanks: tuple[str, ...] = ()
    drawn: int | None = None


def _counts(wish: Wish) -> tuple[Path, ...]:
    images, classes = _shape(wish)
    counts = vote_counts(wish.votes.rows, images=images, classes=classes)
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
    votes = wish.votes
    names = wish.dataset.class_names
    trials = cifar10h_raw.raw_trials(votes.answers, votes.checks, names, votes.workers)
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
    found = cifar10n.noisy_labels(wish.votes.rows, _one_split(wish).labels, rng=rng)
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


def _trials(wish: Wish) -> tuple[Trial, ...]:
    answers = (*wish.votes.answers, *wish.votes.blanks((UNSURE, BACK)))
    return trial_csv.trials_of(answers, wish.sessions, wish.votes.workers)


def _trial_files(wish: Wish) -> tuple[Path, ...]:
    return trial_csv.write(wish.out, _trials(wish), wish.dataset.class_names)


def _trial_targets(wish: Wish) -> tuple[Target, ...]:
    images = {name: len(split) for name, split in wish.dataset.splits.items()}
    read = partial(trial_csv.read, images=images, class_names=wish.dataset.class_names)
    return tuple((path, read, trial_csv.WHAT) for path in trial_csv.paths(wish.out, _trials(wish)))


def _tasks(wish: Wish) -> tuple[Path, ...]:
    splits, names = wish.dataset.splits, wish.dataset.class_names
    plurality = []
    for split in splits.values():
        own = wish.votes.about(split.name).rows
        counts = vote_counts(own, images=len(split), classes=len(names))
        plurality.append(label_studio.opinion_of_counts(PLURALITY, split.name, counts))
    opinions = (*wish.opinions, *plurality)
    return label_studio.write(
        wish.out,
        wish.votes,
        splits,
        names,
        opinions=opinions,
        report=wish.report,
        is_cancelled=wish.is_cancelled,
    )


def _task_targets(wish: Wish) -> tuple[Target, ...]:
    tasks = partial(
        label_studio_source.read,
        splits=wish.dataset.splits,
        class_names=wish.dataset.class_names,
    )
    page = partial(check_kind, mark=label_studio.MARK, kind=label_studio.CONFIG)
    return (
        (wish.out, tasks, label_studio.WHAT),
        (label_studio.config_path(wish.out), page, label_studio.CONFIG),
    )


def _index_column(wish: Wish) -> str:
    return cifar10h_raw.index_column(_one_split(wish).name, is_strict=wish.is_strict)


def _shape(wish: Wish) -> tuple[int, int]:
    return len(_one_split(wish)), len(wish.dataset.class_names)


def _one_split(wish: Wish) -> Split:
    if wish.split is None:
        raise TypeError("such a file is of one split")
    return wish.split


VOTE_FORMATS = {
    "crowd": VoteFormat(
        _crowd_targets,
        lambda wish: crowd_csv.write(wish.out, wish.votes.rows),
        is_of_one_split=False,
        marks_simulated=True,
    ),
    "fmh": VoteFormat(_count_targets, _counts, has_every_image=True),
    "cifar10h": VoteFormat(_cifar10h_targets, _cifar10h, has_every_image=True, has_checks=True),
    "cifar10n": VoteFormat(_cifar10n_targets, _cifar10n, drawn=cifar10n.PEOPLE),
    "cleanlab": VoteFormat(
        _matrix_targets, lambda wish: annotator_matrix.write(wish.out, wish.votes.rows)
    ),
    "model-vs-human": VoteFormat(
        _trial_targets, _trial_files, marks_simulated=True, blanks=(UNSURE, BACK)
    ),
    "label-studio": VoteFormat(
        _task_targets, _tasks, is_of_one_split=False, marks_simulated=True, blanks=(UNSURE,)
    ),
}
"""What a format is called, and the format."""

"""``need``: how many labels per image, and how many images, by simulation."""

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.subject import split_with
from fmnist_gui.cli.workplace import home_of, load_data
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.confusion_file import read_confusion
from fmnist_gui.core.exchange.human_counts import read_counts
from fmnist_gui.core.session.chooser import AccuracyChooser
from fmnist_gui.core.stats.label_need import IMAGES, LABELS, STUDIES, LabelNeed, label_need
from fmnist_gui.core.stats.percent import images, percent, percent_range
from fmnist_gui.store.score_shelf import ScoreShelf

HALF_WIDTH = 0.03
LEAST_STUDIES = 40
"""The fewest of which one lies beyond either end of the range of 95 %."""

CLASSES = len(FASHION_CLASSES)


class Crowd(NamedTuple):
    """Votes or shares by class, (m, C), with the labels of the rows, and whose they are."""

    table: NDArray[np.int64] | NDArray[np.float64]
    truth: NDArray[np.int64]
    name: str
    is_independent: bool


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``need``."""
    parser.description = (
        "How many labels would I need? Simulated studies draw labels from a crowd: from human "
        "counts (those imported if nothing else is said), a confusion matrix or an accuracy. Told "
        "is the mean accuracy of the plurality of k labels per image, ties split, the range of "
        "95 % of the studies, and how many images make a Wilson interval of at most the "
        "half-width asked for."
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--counts", type=Path, metavar="FILE", help="human counts, image x class")
    how.add_argument(
        "--confusion",
        type=Path,
        metavar="FILE",
        help="a confusion matrix as JSON or CSV; people err independently",
    )
    how.add_argument(
        "--accuracy", type=float, metavar="P", help="of one person; people err independently"
    )
    parser.add_argument(
        "--split", default="test", metavar="S", help="which the counts are about, test if not given"
    )
    parser.add_argument(
        "--labels",
        type=_numbers,
        default=LABELS,
        metavar="K,...",
        help=f"labels per image, {','.join(map(str, LABELS))} if not given",
    )
    parser.add_argument(
        "--images", type=int, default=IMAGES, metavar="N", help=f"of a study, {IMAGES} if not given"
    )
    parser.add_argument(
        "--half-width",
        type=float,
        default=HALF_WIDTH,
        metavar="P",
        help=f"of the interval wanted, {HALF_WIDTH} if not given",
    )
    parser.add_argument(
        "--target", type=float, metavar="P", help="the accuracy to be reached with fewest labels"
    )
    parser.add_argument(
        "--studies",
        type=int,
        default=STUDIES,
        metavar="N",
        help=f"simulated, {STUDIES} if not given",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="0 if not given")
    add_classes(parser)
    add_common(parser)
    parser.set_defaults(run=_tell)


def _tell(chosen: argparse.Namespace, output: Output) -> None:
    for name in ("accuracy", "target"):
        share = getattr(chosen, name)
        if share is not None and not 0 <= share <= 1:
            raise RequestError(f"an accuracy lies between 0 and 1, not at {share:g}")
    if chosen.seed < 0:
        raise RequestError(f"a seed is a number from 0, not {chosen.seed}")
    if 0 < chosen.studies < LEAST_STUDIES:
        raise RequestError(
            f"95 % of studies can be told from {LEAST_STUDIES} of them, not from {chosen.studies}; "
            "give a larger number with --studies"
        )
    crowd = _crowd(chosen)
    needs = label_need(
        crowd.table,
        crowd.truth,
        rng=np.random.default_rng(chosen.seed),
        labels=chosen.labels,
        images=chosen.images,
        studies=chosen.studies,
        half_width=chosen.half_width,
        report=progress("Simulating"),
    )
    reached = None if chosen.target is None else _reached(needs, chosen.target)
    answer = {
        "crowd": crowd.name,
        "is_independent": crowd.is_independent,
        "images": chosen.images,
        "studies": chosen.studies,
        "half_width": chosen.half_width,
        "needs": [need.content() for need in needs],
        "target": chosen.target,
        "labels_for_target": reached,
    }
    output.give(answer, _lines(chosen, crowd, needs, reached=reached))


def _crowd(chosen: argparse.Namespace) -> Crowd:
    if chosen.accuracy is not None:
        table = AccuracyChooser(chosen.accuracy, CLASSES).confusion()
        name = f"people who are right on {percent(chosen.accuracy)}"
        return Crowd(table, np.arange(CLASSES), name, is_independent=True)
    if chosen.confusion is not None:
        table = read_confusion(chosen.confusion, classes=CLASSES)
        shares = table / table.sum(axis=1, keepdims=True)
        return Crowd(shares, np.arange(CLASSES), chosen.confusion.name, is_independent=True)
    dataset = load_data(chosen)
    split = split_with(dataset, chosen.split, indices=())
    truth = split.labels.astype(np.int64)
    if chosen.counts is not None:
        classes = len(dataset.class_names)
        counts = read_counts(chosen.counts, images=len(split), classes=classes, is_partial=True)
        return _asked(counts, truth, chosen.counts.name)
    kept = ScoreShelf(home_of(chosen).scores).kept(split.fingerprint).crowd_of(split.fingerprint)
    if kept is None:
        raise RequestError(
            f"no human counts of {split.name} were imported; name a file with --counts, or give "
            "--confusion or --accuracy"
        )
    return _asked(kept.counts, truth, kept.about.name)


def _asked(counts: NDArray[np.int64], truth: NDArray[np.int64], name: str) -> Crowd:
    """Return the crowd of these counts; from images that nobody labelled no label can be drawn."""
    has_votes = counts.any(axis=1)
    return Crowd(counts[has_votes], truth[has_votes], name, is_independent=False)


def _reached(needs: tuple[LabelNeed, ...], target: float) -> int | None:
    enough = [need.labels for need in needs if need.accuracy >= target]
    return min(enough, default=None)


def _lines(
    chosen: argparse.Namespace, crowd: Crowd, needs: tuple[LabelNeed, ...], *, reached: int | None
) -> list[str]:
    lines = [
        f"Labels drawn from {crowd.name}, {chosen.studies:,} studies of {images(chosen.images)}:"
    ]
    lines += [_line(need, chosen.half_width) for need in needs]
    if chosen.target is not None:
        told = f"{reached} per image" if reached else "more than was tried here"
        lines.append(f"Labels to reach {percent(chosen.target)}: {told}.")
    if crowd.is_independent:
        lines.append(
            "These people err independently of each other. Real ones find the same images hard, "
            "so that they need more labels than this."
        )
    return lines


def _line(need: LabelNeed, half_width: float) -> str:
    noun = "label " if need.labels == 1 else "labels"
    told = (
        f"{need.labels:>3} {noun} per image: {percent(need.accuracy)}, 95 % of studies "
        f"{percent_range(need.interval)}"
    )
    if need.needed is None:
        return told
    wanted = (
        f"±{100 * half_width:g} points take {images(need.needed)}, {need.needed_labels:,} labels"
    )
    return f"{told}; {wanted}"


def _numbers(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) < 9 for part in parts):
        raise argparse.ArgumentTypeError(f"expected whole numbers as in 1,3,5, not {text[:40]!r}")
    return tuple(dict.fromkeys(map(int, parts)))

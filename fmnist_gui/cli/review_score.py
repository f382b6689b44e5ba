"""``review score`` and ``review queue``: which images deserve a look."""

import argparse
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_classes
from fmnist_gui.cli.subject import split_with
from fmnist_gui.cli.workplace import home_of, load_data
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.ranking.queue_of_split import (
    RANKINGS,
    RISING,
    Candidate,
    Evidence,
    queue,
)

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset, Split
    from fmnist_gui.store.score_shelf import ScoreShelf

TOP = 20


def add_score(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review score``."""
    parser.add_argument("--split", metavar="S", help="tell the accuracy of this split alone")
    parser.add_argument(
        "--again", action="store_true", help="compute them anew even if they are there"
    )
    add_classes(parser)
    parser.set_defaults(run=_score)


def add_queue(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review queue``."""
    parser.add_argument(
        "--by",
        choices=RANKINGS,
        default="margin",
        help="a model's margin (the usual) or its confidence in the label, how far people prefer "
        "another class, how little people agree, or how little models do",
    )
    parser.add_argument("--split", metavar="S", help="images of this split alone")
    parser.add_argument(
        "--top", type=int, default=TOP, metavar="N", help=f"how many (default: {TOP})"
    )
    add_classes(parser)
    parser.set_defaults(run=_queue)


def _score(chosen: argparse.Namespace, output: Output) -> None:
    from fmnist_gui.store.scoring import kept_scores, score

    begun = time.monotonic()
    dataset = load_data(chosen)
    splits = _splits(dataset, chosen.split)
    shelf = _shelf(chosen)
    found = None if chosen.again else kept_scores(dataset, shelf)
    if found is None:
        report = progress(f"Scoring {sum(len(s) for s in dataset.splits.values()):,} images")
        found = score(dataset, shelf, now=datetime.now(UTC), report=report)
    seconds = time.monotonic() - begun
    right = sum(
        int((found.probs[split.name].argmax(axis=1) == split.labels).sum()) for split in splits
    )
    count = sum(len(split) for split in splits)
    answer = {
        "accuracy": right / count,
        "seconds": seconds,
        "method": found.method,
        "images": count,
        "is_new": found.is_new,
    }
    how = f"computed in {seconds:.1f} s" if found.is_new else "computed before, and kept"
    output.give(
        answer,
        [
            f"{right:,} of {count:,} images got their label ({right / count:.1%}) from models that "
            "had not seen it.",
            f"Scores by {found.method}, {how}; 'review queue' ranks by them.",
        ],
    )


def _queue(chosen: argparse.Namespace, output: Output) -> None:
    if chosen.top < 1:
        raise RequestError(f"--top {chosen.top} asks for no image; name a number from 1 on")
    dataset = load_data(chosen)
    shelf = _shelf(chosen)
    found: list[tuple[str, Candidate]] = []
    missing: list[RequestError] = []
    for split in _splits(dataset, chosen.split):
        try:
            best = queue(chosen.by, _evidence(split, shelf), top=chosen.top)
        except RequestError as error:
            # Another split may have what is asked for.
            missing.append(error)
        else:
            found += [(split.name, candidate) for candidate in best]
    if not found and missing:
        raise missing[0]
    sign = 1 if chosen.by in RISING else -1
    found.sort(key=lambda pair: sign * pair[1].score)
    shown = found[: chosen.top]
    images = [
        {
            "split": name,
            "index": candidate.index,
            "label": candidate.label,
            "score": candidate.score,
            "suggested": candidate.suggested,
        }
        for name, candidate in shown
    ]
    names = dataset.class_names
    lines = [
        f"{name} {candidate.index}: {names[candidate.label]}, perhaps "
        f"{names[candidate.suggested]} ({chosen.by} {candidate.score:.3f})"
        for name, candidate in shown
    ]
    output.give({"images": images, "by": chosen.by}, lines)


def _splits(dataset: "Dataset", name: str | None) -> "list[Split]":
    """Return the split of that name, or all. Raises RequestError when there is none."""
    if name is None:
        return list(dataset.splits.values())
    return [split_with(dataset, name, indices=())]


def _evidence(split: "Split", shelf: "ScoreShelf") -> Evidence:
    kept = shelf.kept(split.fingerprint)
    crowd = kept.crowd_of(split.fingerprint)
    models = (each.predictions.probs for each in kept.predictions)
    return Evidence(
        split.labels,
        tuple(probs for probs in models if probs is not None),
        None if crowd is None else crowd.counts,
    )


def _shelf(chosen: argparse.Namespace) -> "ScoreShelf":
    from fmnist_gui.store.score_shelf import ScoreShelf

    return ScoreShelf(home_of(chosen).scores)

"""``review score``: ask models that have not seen an image's label."""

import argparse
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_classes
from fmnist_gui.cli.subject import split_with
from fmnist_gui.cli.workplace import home_of, load_data

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset, Split
    from fmnist_gui.store.score_shelf import ScoreShelf


def add_score(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review score``."""
    parser.add_argument("--split", metavar="S", help="tell the accuracy of this split alone")
    parser.add_argument(
        "--again", action="store_true", help="compute them anew even if they are there"
    )
    add_classes(parser)
    parser.set_defaults(run=_score)


def _score(chosen: argparse.Namespace, output: Output) -> None:
    from fmnist_gui.store.scoring import kept_scores, score

    begun = time.monotonic()
    dataset = load_data(chosen)
    splits = splits_of(dataset, chosen.split)
    shelf = shelf_of(chosen)
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


def splits_of(dataset: "Dataset", name: str | None) -> "list[Split]":
    """Return the split of that name, or all. Raises RequestError when there is none."""
    if name is None:
        return list(dataset.splits.values())
    return [split_with(dataset, name, indices=())]


def shelf_of(chosen: argparse.Namespace) -> "ScoreShelf":
    """Return the shelf of the home folder."""
    from fmnist_gui.store.score_shelf import ScoreShelf

    return ScoreShelf(home_of(chosen).scores)

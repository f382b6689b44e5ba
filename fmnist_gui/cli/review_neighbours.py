"""``review neighbours``: find the nearest images of every image, and the pairs that are one."""

import argparse
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_classes
from fmnist_gui.cli.workplace import home_of, load_data
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.near_table import METHOD

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.gallery import Gallery
    from fmnist_gui.core.review.duplicate import Pair

TOP = 10


def add_neighbours(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review neighbours``."""
    parser.add_argument(
        "--again", action="store_true", help="find them anew even if they are there"
    )
    parser.add_argument(
        "--top",
        type=int,
        default=TOP,
        metavar="N",
        help=f"how many pairs to list (default: {TOP})",
    )
    add_classes(parser)
    parser.set_defaults(run=_neighbours)


def _neighbours(chosen: argparse.Namespace, output: Output) -> None:
    from fmnist_gui.core.dataset.gallery import gallery_of
    from fmnist_gui.core.review.duplicate import duplicate_pairs
    from fmnist_gui.store.neighbour_table import kept_neighbours, neighbours_of
    from fmnist_gui.store.score_shelf import ScoreShelf

    if chosen.top < 0:
        raise RequestError(f"--top {chosen.top} is no number of pairs; name one from 0 on")
    begun = time.monotonic()
    dataset = load_data(chosen)
    gallery = gallery_of(dataset)
    shelf = ScoreShelf(home_of(chosen).scores)
    found = None if chosen.again else kept_neighbours(dataset, shelf)
    is_new = found is None
    if found is None:
        report = progress(f"Comparing {len(gallery):,} images with each other")
        found = neighbours_of(dataset, shelf, now=datetime.now(UTC), report=report)
    seconds = time.monotonic() - begun
    pairs = duplicate_pairs(found, gallery.labels, gallery.split_numbers)
    counts = {
        "pairs": len(pairs),
        "copies": sum(pair.is_copy for pair in pairs),
        "across_splits": sum(pair.do_splits_differ for pair in pairs),
        "labels_differ": sum(pair.do_labels_differ for pair in pairs),
    }
    shown = pairs[: chosen.top]
    answer = {
        "images": len(gallery),
        "seconds": seconds,
        "method": METHOD,
        "is_new": is_new,
        **counts,
        "nearest": [_content(gallery, pair) for pair in shown],
    }
    how = f"found in {seconds:.1f} s" if is_new else "found before, and kept"
    lines = [
        f"Near duplicates: {counts['pairs']:,} pairs, {counts['copies']:,} of them exact copies, "
        f"{counts['across_splits']:,} across splits, {counts['labels_differ']:,} with two labels.",
        f"Neighbours of {len(gallery):,} images by {METHOD}, {how}; 'review queue --by duplicates' "
        "and '--by outliers' rank by them.",
        *(_line(gallery, pair) for pair in shown),
    ]
    output.give(answer, lines)


def _content(gallery: "Gallery", pair: "Pair") -> dict[str, object]:
    """Return what JSON says of a pair."""
    images = []
    for number in (pair.first, pair.second):
        place = gallery.place(number)
        label = int(gallery.labels[number])
        images.append({"split": place.split, "index": place.index, "label": label})
    return {"images": images, "distance": pair.distance, "ratio": pair.ratio}


def _line(gallery: "Gallery", pair: "Pair") -> str:
    images = []
    for number in (pair.first, pair.second):
        place = gallery.place(number)
        name = gallery.class_names[gallery.labels[number]]
        images.append(f"{place.split} {place.index} ({name})")
    how = "the very same pixels" if pair.is_copy else f"{pair.distance:.0f} grey values apart"
    return f"{' and '.join(images)}: {how}"

"""The options that put custom rules together, and the images that they may draw from."""

import argparse
from pathlib import Path
from typing import NamedTuple, get_args

from fmnist_gui.cli.subject import class_number
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import index_csv
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.preset import CUSTOM
from fmnist_gui.core.session.protocol import Confidence, Feedback, Protocol, Sampling, Timeline

COUNT = 100
"""Images in a deck for which nobody said how many."""

LONGEST_NAME = 60
"""Letters of a file's name that a deck repeats."""


class Wish(NamedTuple):
    """Custom rules, and the images that they are restricted to: all if None."""

    rules: Protocol
    only: tuple[int, ...] | None
    source: str


def add_custom(parser: argparse.ArgumentParser) -> None:
    """Add the options that only ``--preset custom`` takes; none has a value unless given."""
    group = parser.add_argument_group(f"rules of one's own, with --preset {CUSTOM}")
    group.add_argument("--split", metavar="S", help="test if not given, or the list's")
    group.add_argument(
        "--sampling", type=_sampling, metavar="HOW", help=_one_of(get_args(Sampling), "-")
    )
    group.add_argument(
        "--feedback",
        choices=get_args(Feedback),
        help="when the label is told: never, after each answer (never scored), at the end",
    )
    group.add_argument(
        "--confidence",
        choices=get_args(Confidence),
        help="how sure an answer is: not asked, Shift for unsure, or a second key",
    )
    group.add_argument(
        "--second-choice", action="store_true", default=None, help="another class may be named too"
    )
    group.add_argument("--only", metavar="CLASS,...", help="these classes alone, by name or number")
    group.add_argument("--repeats", type=int, metavar="N", help="images that come a second time")
    group.add_argument(
        "--attention", type=int, metavar="N", help="clear images as attention checks"
    )
    group.add_argument("--time-limit", type=float, metavar="S", help="seconds for all together")
    group.add_argument(
        "--flash", type=_timeline, metavar="F/I/M", help="ms of fixation, image and mask"
    )
    group.add_argument(
        "--from",
        dest="list",
        type=Path,
        metavar="FILE",
        help="a list of images, as Explore exports it; the deck is drawn among them",
    )
    group.add_argument(
        "--unscored", action="store_true", default=None, help="practice, whatever the rest says"
    )


OPTIONS = {
    "split": "--split",
    "sampling": "--sampling",
    "feedback": "--feedback",
    "confidence": "--confidence",
    "second_choice": "--second-choice",
    "only": "--only",
    "repeats": "--repeats",
    "attention": "--attention",
    "time_limit": "--time-limit",
    "flash": "--flash",
    "list": "--from",
    "unscored": "--unscored",
}


def check_unused(chosen: argparse.Namespace) -> None:
    """Raise RequestError when an option was given that a preset would not follow."""
    used = [option for name, option in OPTIONS.items() if getattr(chosen, name) is not None]
    if used:
        raise RequestError(
            f"{' and '.join(used)} would change the rules of a preset; use --preset {CUSTOM}"
        )


def wish(chosen: argparse.Namespace, dataset: Dataset) -> Wish:
    """Return what the options ask for. Raises RequestError or DataError in one sentence."""
    split, only = chosen.split or "test", None
    names = [name for name in (chosen.only or "").split(",") if name.strip()]
    if chosen.only is not None and not names:
        raise RequestError(
            f"--only {chosen.only[:40]!r}: expected classes by name or number, found none; name "
            "some or leave it off"
        )
    if chosen.list is not None:
        split, only = listed(chosen.list, dataset, split=chosen.split)
    rules = custom(
        split=split,
        count=_count(chosen, only),
        sampling=chosen.sampling or "simple random",
        feedback=chosen.feedback or "none",
        confidence=chosen.confidence or "none",
        has_second_choice=bool(chosen.second_choice),
        time_limit_s=chosen.time_limit,
        timeline=chosen.flash,
        classes=[class_number(dataset, name) for name in names],
        repeats=chosen.repeats or 0,
        attention=chosen.attention or 0,
        is_scored=False if chosen.unscored else None,
        class_count=len(dataset.class_names),
    )
    return Wish(rules, only, "" if only is None else list_source(chosen.list))


def _count(chosen: argparse.Namespace, only: tuple[int, ...] | None) -> int | None:
    if chosen.count is not None:
        return int(chosen.count)
    if chosen.time_limit is not None:
        return None
    return COUNT if only is None else len(only)


def listed(path: Path, dataset: Dataset, *, split: str | None) -> tuple[str, tuple[int, ...]]:
    """Return the split and the indices of the images in a list, which must be of one split.

    Raises RequestError for others, DataError for what is no list.
    """
    gallery = gallery_of(dataset)
    places = [gallery.place(int(number)) for number in index_csv.read(path, gallery)]
    splits = list(dict.fromkeys(place.split for place in places))
    if not places or (split is not None and split not in splits):
        raise RequestError(f"{path}: expected images of {split or 'a split'}, found none")
    if split is None and len(splits) > 1:
        raise RequestError(
            f"{path}: expected images of one split, found {' and '.join(splits)}; name one with "
            "--split"
        )
    name = split or splits[0]
    return name, tuple(place.index for place in places if place.split == name)


def list_source(path: Path) -> str:
    """Return in words that images come from a list."""
    printable = "".join(letter for letter in path.name if letter.isprintable())
    return f"list {printable[:LONGEST_NAME]}"


def _sampling(text: str) -> str:
    found = text.replace("-", " ")
    if found not in get_args(Sampling):
        raise argparse.ArgumentTypeError(_one_of(get_args(Sampling), "-"))
    return found


def _timeline(text: str) -> Timeline:
    parts = text.split("/")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 9 for p in parts):
        raise argparse.ArgumentTypeError(
            f"expected three whole numbers of ms as in 300/200/200, not {text[:40]!r}"
        )
    fixation, image, mask = map(int, parts)
    return Timeline(fixation, image, mask)


def _one_of(choices: tuple[str, ...], space: str) -> str:
    return "one of " + ", ".join(choice.replace(" ", space) for choice in choices)

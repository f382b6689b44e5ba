"""Which images a command speaks about, which class it names, and who speaks."""

import argparse
from collections.abc import Iterable

from fmnist_gui.cli.workplace import home_of
from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.query.choice import found
from fmnist_gui.settings import Settings


def add_annotator(parser: argparse.ArgumentParser) -> None:
    """Add the choice of who speaks."""
    parser.add_argument(
        "--annotator", metavar="NAME", help="who says so; the one chosen in the window if not given"
    )


def annotator_name(chosen: argparse.Namespace) -> str:
    """Return the name given, or the settings'. Raises RequestError when there is none."""
    if chosen.annotator is not None:
        return str(chosen.annotator)
    name = Settings(home_of(chosen).settings).choices.annotator
    if not name:
        raise RequestError("nobody has said who decides here; give a name with --annotator")
    return name


def split_with(dataset: Dataset, name: str, *, indices: Iterable[int]) -> Split:
    """Return the split called `name`. Raises RequestError unless it has all these images."""
    split = dataset.splits.get(name)
    if split is None:
        raise RequestError(
            f"{dataset.title} has no split called {name!r}; it has {' and '.join(dataset.splits)}"
        )
    for index in indices:
        if not 0 <= index < len(split):
            raise RequestError(
                f"there is no image {index} in {name}, whose {len(split):,} images count from 0"
            )
    return split


def class_number(dataset: Dataset, text: str) -> int:
    """Return the class that is meant by its name or its number, as in a query.

    Case, spaces, slashes and hyphens do not matter, and a beginning that fits only one name is
    enough. Raises RequestError otherwise.
    """
    meant = found(text.strip(), dataset.class_names, is_numbered=True)
    if len(meant) == 1:
        return meant[0]
    known = ", ".join(f"{number} {name}" for number, name in enumerate(dataset.class_names))
    raise RequestError(f"there is no class {text!r}; the classes are {known}")

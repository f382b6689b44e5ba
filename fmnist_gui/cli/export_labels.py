"""``export`` of what was decided about labels: as a patch, or as corrected label files."""

import argparse
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import home_of, load_data, open_store
from fmnist_gui.core.dataset import idx
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import label_idx, label_patch
from fmnist_gui.core.review.decision import current_decisions
from fmnist_gui.core.review.patch import Patch, applied, changed, patch_of

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset

FORMATS = ("patch", "idx")


def export_labels(chosen: argparse.Namespace, output: Output) -> None:
    """Write the current decisions about the data that is open."""
    dataset = load_data(chosen)
    _check_target(chosen, dataset)
    splits = tuple(dataset.splits.values())
    with open_store(chosen) as store:
        decisions = {
            split.name: current_decisions(store.decisions(split.fingerprint)) for split in splits
        }
    found = patch_of(splits, decisions)
    if chosen.format == "patch":
        label_patch.write(chosen.out, found)
        files: tuple[object, ...] = (chosen.out,)
        rows = len(found.rows)
    else:
        labels = [(split, applied(found, split)) for split in splits]
        try:
            chosen.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RequestError(
                f"{chosen.out}: expected a folder for label files, found "
                f"{(error.strerror or 'none that can be made').lower()}; choose another"
            ) from error
        files = label_idx.write(chosen.out, labels)
        rows = sum(len(split) for split in splits)
    count = sum(changed(applied(found, split), split) for split in splits)
    output.give(
        {
            "rows_in": rows,
            "rows_out": rows,
            "files": [str(file) for file in files],
            "changed": count,
        },
        [_told(found, count), *(str(file) for file in files)],
    )


def _told(found: Patch, count: int) -> str:
    images = "1 image" if len(found.rows) == 1 else f"{len(found.rows):,} images"
    labels = "1 label" if count == 1 else f"{count:,} labels"
    return f"Decisions about {images}, which change {labels}:"


def _check_target(chosen: argparse.Namespace, dataset: "Dataset") -> None:
    home = home_of(chosen)
    if chosen.format == "patch":
        read: Callable[..., object] = partial(label_patch.read, classes=len(dataset.class_names))
        check_target(chosen.out, home, read=read, kind="a label patch")
        return
    for split in dataset.splits.values():
        path = label_idx.label_path(chosen.out, split.name)
        check_target(path, home, read=partial(idx.read_labels, class_count=None), kind="labels")
        if dataset.source.resolve() == chosen.out.resolve():
            raise RequestError(
                f"{chosen.out}: expected a folder of its own for corrected labels, found the data "
                "itself; choose another, so that the original stays"
            )

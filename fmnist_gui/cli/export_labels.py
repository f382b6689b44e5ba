"""``export`` of what was decided about labels: for programs, for people, for the next reviewer."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import home_of, load_data, open_store
from fmnist_gui.core.dataset import idx
from fmnist_gui.core.exchange import (
    decision_sheet,
    decision_table,
    label_idx,
    label_patch,
    review_out,
    review_report,
    verdict_json,
)
from fmnist_gui.core.exchange.file_kind import check_kind
from fmnist_gui.core.exchange.sheet_out import SVG
from fmnist_gui.core.review.patch import patch_of
from fmnist_gui.store.review_material import review_material

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset
    from fmnist_gui.core.exchange.taken_out import PngOf
    from fmnist_gui.home import Home

Kind = tuple[Callable[[Path], object], str]
"""What reads such a file or refuses it, and what a sentence calls it."""


def export_labels(chosen: argparse.Namespace, output: Output) -> None:
    """Write what was decided about the data that is open, in the format asked for."""
    dataset = load_data(chosen)
    chosen.out = review_out.named(chosen.format, chosen.out)
    _check_target(chosen, dataset)
    with open_store(chosen) as store:
        material = review_material(store, dataset, chosen.rule)
    done = review_out.write(
        chosen.format,
        chosen.out,
        material,
        made_at=datetime.now(UTC),
        png_of=_png_of(chosen),
        report=progress("Drawing pages"),
    )
    result = material.result
    answer = {
        "rows_in": done.rows_in,
        "rows_out": done.rows_out,
        "files": [str(file) for file in done.files],
        "changed": review_out.labels_changed(patch_of(result), result.splits),
        "rule": result.rule,
        "waiting": result.count("waiting"),
        "disputed": result.count("disputed"),
        "differing": len(result.differing),
        "unsure": result.count("open"),
        "put_off": result.skipped,
    }
    output.give(answer, [done.sentence, *(str(file) for file in done.files)])


def _png_of(chosen: argparse.Namespace) -> "PngOf":
    """Return what draws a page; only if one will be drawn a screen is looked for."""
    if chosen.format == "sheet" and chosen.out.suffix.lower() != SVG:
        from fmnist_gui.cli import screen

        screen.find()

    def draw(svg: str) -> bytes:
        from fmnist_gui.app import make_application
        from fmnist_gui.ui.review.out_picture import png_of

        # Without an application Qt finds no letters.
        make_application()
        return png_of(svg)

    return draw


def _check_target(chosen: argparse.Namespace, dataset: "Dataset") -> None:
    home, classes = home_of(chosen), len(dataset.class_names)
    splits = list(dataset.splits.values())
    if chosen.format == "idx":
        for split in splits:
            check_labels(label_idx.label_path(chosen.out, split.name), home)
        return
    if chosen.format == "patch":
        check_patch(chosen.out, home, classes=classes)
        return
    readers: dict[str, Kind] = {
        "verdicts": (partial(verdict_json.read, splits=splits, classes=classes), "verdicts"),
        "decisions": (
            partial(decision_table.read, splits=splits, classes=classes),
            "a table of decisions",
        ),
        "sheet": _marked(decision_sheet.MARK, "a picture sheet"),
        "review": _marked(review_report.MARK, "the report of a review"),
    }
    read, kind = readers[chosen.format]
    check_target(chosen.out, home, read=read, kind=kind)


def _marked(mark: str, kind: str) -> Kind:
    return partial(check_kind, mark=mark, kind=kind), kind


def check_patch(path: Path, home: "Home", *, classes: int = label_patch.MOST_CLASSES) -> None:
    """Raise RequestError unless a label patch may be written at `path`."""
    check_target(path, home, read=partial(label_patch.read, classes=classes), kind="a label patch")


def check_labels(path: Path, home: "Home") -> None:
    """Raise RequestError unless a label file may be written at `path`."""
    check_target(path, home, read=partial(idx.read_labels, class_count=None), kind="labels")

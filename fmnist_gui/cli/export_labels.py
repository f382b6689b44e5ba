"""``export`` of what was decided about labels: for programs, for people, for the next reviewer."""

import argparse
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import home_of, load_data, open_store
from fmnist_gui.core.dataset import idx
from fmnist_gui.core.exchange import (
    decision_table,
    label_idx,
    label_patch,
    review_out,
    verdict_json,
)
from fmnist_gui.core.exchange.review_out import SVG, TakenOut
from fmnist_gui.core.review.history import standing
from fmnist_gui.core.review.patch import patch_of
from fmnist_gui.core.review.review_result import ReviewResult, review_result

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset
    from fmnist_gui.core.review.history import Log
    from fmnist_gui.home import Home

FORMATS = ("patch", "idx", "verdicts", "decisions", "sheet")


def export_labels(chosen: argparse.Namespace, output: Output) -> None:
    """Write what was decided about the data that is open, in the format asked for."""
    dataset = load_data(chosen)
    _check_target(chosen, dataset)
    splits = tuple(dataset.splits.values())
    with open_store(chosen) as store:
        logs = {split.fingerprint: store.review.log(split.fingerprint) for split in splits}
    decisions = {fingerprint: standing(log) for fingerprint, log in logs.items()}
    result = review_result(splits, decisions, chosen.rule)
    done = _written(chosen, dataset, result=result, logs=logs)
    patch = patch_of(result)
    answer = {
        "rows_in": done.rows_in,
        "rows_out": done.rows_out,
        "files": [str(file) for file in done.files],
        "changed": review_out.labels_changed(patch, splits),
        "rule": result.rule,
        "waiting": result.count("waiting"),
        "disputed": result.count("disputed"),
        "unsure": result.count("open"),
        "put_off": result.skipped,
    }
    output.give(answer, [done.sentence, *(str(file) for file in done.files)])


def _written(
    chosen: argparse.Namespace,
    dataset: "Dataset",
    *,
    result: ReviewResult,
    logs: "Mapping[str, Log]",
) -> TakenOut:
    out, names = chosen.out, dataset.class_names
    match chosen.format:
        case "patch":
            return review_out.write_patch(out, result)
        case "idx":
            return review_out.write_labels(out, result, dataset)
        case "verdicts":
            return review_out.write_verdicts(out, result, names)
        case "decisions":
            return review_out.write_decisions(out, dataset, logs)
        case _:
            report = progress("Drawing pages")
            return review_out.write_sheet(out, result, names, png_of=_png_of(out), report=report)


def _png_of(out: Path) -> review_out.PngOf:
    """Return what draws a page; none is asked for where pages stay SVG."""

    def draw(svg: str) -> bytes:
        from fmnist_gui.ui.review.out_picture import png_of

        return png_of(svg)

    if out.suffix.lower() != SVG:
        from fmnist_gui.cli import screen

        screen.find()
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
    readers: dict[str, tuple[Callable[[Path], object], str]] = {
        "verdicts": (partial(verdict_json.read, splits=splits, classes=classes), "verdicts"),
        "decisions": (
            partial(decision_table.read, splits=splits, classes=classes),
            "a table of decisions",
        ),
        "sheet": (review_out.check_sheet, "a picture sheet"),
    }
    read, kind = readers[chosen.format]
    check_target(chosen.out, home, read=read, kind=kind)


def check_patch(path: Path, home: "Home", *, classes: int = label_patch.MOST_CLASSES) -> None:
    """Raise RequestError unless a label patch may be written at `path`."""
    check_target(path, home, read=partial(label_patch.read, classes=classes), kind="a label patch")


def check_labels(path: Path, home: "Home") -> None:
    """Raise RequestError unless a label file may be written at `path`."""
    check_target(path, home, read=partial(idx.read_labels, class_count=None), kind="labels")

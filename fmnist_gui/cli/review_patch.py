"""``review compare``, ``merge``, ``reverse`` and ``apply``: label patches without a database."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fmnist_gui.cli.export_labels import check_labels, check_patch
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes
from fmnist_gui.cli.workplace import home_of, load_data
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import label_idx, label_patch, review_out
from fmnist_gui.core.exchange.label_folder import write_applied
from fmnist_gui.core.review.comparison import compare, merged
from fmnist_gui.core.review.patch import Patch, reversed_patch
from fmnist_gui.core.stats.percent import images as counted

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Dataset

MOST_TOLD = 20
"""Images that are told by place; ``--json`` tells all."""


def add_compare(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review compare``."""
    for name in ("first", "second"):
        parser.add_argument(name, type=Path, metavar="PATCH", help="a label patch")
    parser.set_defaults(run=_compare)


def add_merge(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review merge``."""
    parser.add_argument("patches", type=Path, nargs="+", metavar="PATCH", help="label patches")
    _add_out(parser, "where the common patch goes")
    parser.set_defaults(run=_merge)


def add_reverse(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review reverse``."""
    parser.add_argument("patch", type=Path, metavar="PATCH", help="the patch to be taken back")
    _add_out(parser, "where the patch for the corrected data goes")
    add_classes(parser)
    parser.set_defaults(run=_reverse)


def add_apply(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review apply``."""
    parser.add_argument("patch", type=Path, metavar="PATCH", help="the patch to be applied")
    _add_out(parser, "the folder for the corrected label files")
    add_classes(parser)
    parser.set_defaults(run=_apply)


def _add_out(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="PATH", help=what)


def _compare(chosen: argparse.Namespace, output: Output) -> None:
    found = compare(label_patch.read(chosen.first), label_patch.read(chosen.second))
    places = [{"split": split, "index": index} for split, index in found.contradicted]
    answer = {
        "agreed": len(found.agreed),
        "contradicted": len(found.contradicted),
        "only_first": len(found.only_first),
        "only_second": len(found.only_second),
        "contradictions": places,
    }
    told = [f"{split} {index}" for split, index in found.contradicted[:MOST_TOLD]]
    more = len(places) - len(told)
    rest = [f"and {more:,} more"] if more else []
    lines = [found.sentence]
    if told:
        lines.append(f"Contradicting: {', '.join(told + rest)}.")
    output.give(answer, lines)


def _merge(chosen: argparse.Namespace, output: Output) -> None:
    check_patch(chosen.out, home_of(chosen))
    patches = [label_patch.read(path) for path in chosen.patches]
    both = merged(patches)
    label_patch.write(chosen.out, both)
    rows = sum(len(patch.rows) for patch in patches)
    _give(output, rows, both, files=(chosen.out,))


def _reverse(chosen: argparse.Namespace, output: Output) -> None:
    check_patch(chosen.out, home_of(chosen))
    dataset = load_data(chosen)
    patch = _read(chosen, dataset)
    back = reversed_patch(patch, dataset.splits.values())
    label_patch.write(chosen.out, back)
    _give(output, len(patch.rows), back, files=(chosen.out,))


def _apply(chosen: argparse.Namespace, output: Output) -> None:
    dataset = load_data(chosen)
    for name in dataset.splits:
        check_labels(label_idx.label_path(chosen.out, name), home_of(chosen))
    patch = _read(chosen, dataset)
    files = write_applied(chosen.out, patch, dataset)
    used = sum(row.split in dataset.splits for row in patch.rows)
    count = review_out.labels_changed(patch, dataset.splits.values())
    answer = {
        "rows_in": len(patch.rows),
        "rows_out": used,
        "files": [str(file) for file in files],
        "changed": count,
    }
    rows = "1 row" if len(patch.rows) == 1 else f"{len(patch.rows):,} rows"
    labels = "1 label is" if count == 1 else f"{count:,} labels are"
    rest = len(patch.rows) - used
    apart = (
        f" {rest:,} {'is' if rest == 1 else 'are'} about splits that are not here." if rest else ""
    )
    lines = [f"Of {rows} read, {labels} changed.{apart}"]
    output.give(answer, lines + [str(file) for file in files])


def _read(chosen: argparse.Namespace, dataset: "Dataset") -> Patch:
    """Return the patch. Raises DataError for one that speaks of no split that is here."""
    patch = label_patch.read(chosen.patch, classes=len(dataset.class_names))
    if not patch.fingerprints.keys() & dataset.splits.keys():
        raise DataError(
            chosen.patch,
            expected=f"a patch about {listed(list(dataset.splits))}",
            found=f"one about {listed(list(patch.fingerprints))}",
            remedy="open the data for which the patch was made",
        )
    return patch


def _give(output: Output, rows: int, patch: Patch, *, files: tuple[Path, ...]) -> None:
    answer = {
        "rows_in": rows,
        "rows_out": len(patch.rows),
        "files": [str(file) for file in files],
    }
    lines = [f"A patch about {counted(len(patch.places))}:", *(str(file) for file in files)]
    output.give(answer, lines)

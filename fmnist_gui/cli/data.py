"""``data``: check, fetch or find data."""

import argparse
from pathlib import Path

from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.workplace import home_of, known_data, places, read_data
from fmnist_gui.core.dataset import locate
from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.errors import DataError


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``data``."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|fetch|where")
    check = verbs.add_parser("check", help="read everything strictly, and keep nothing")
    check.add_argument("folder", type=Path, metavar="DIR", help="a folder or a data file")
    add_classes(check)
    check.set_defaults(run=_check)
    fetch = verbs.add_parser("fetch", help="download the four official files, checked")
    fetch.set_defaults(run=_fetch)
    where = verbs.add_parser("where", help="which data is found, and where it was looked for")
    where.set_defaults(run=_where)
    for verb in (parser, check, fetch, where):
        add_common(verb)


def _check(chosen: argparse.Namespace, output: Output) -> None:
    dataset = read_data(chosen.folder, classes=chosen.classes)
    splits = {
        name: {
            "images": len(split),
            "rows": split.images.shape[1],
            "columns": split.images.shape[2],
            "classes": len(dataset.class_names),
            "fingerprint": split.fingerprint,
        }
        for name, split in dataset.splits.items()
    }
    verified = dataset.identity if dataset.has_references else None
    lines = [
        f"{name}: {len(split):,} images of {split.images.shape[1]} x {split.images.shape[2]}, "
        f"{len(dataset.class_names)} classes, fingerprint {split.fingerprint[:16]}"
        for name, split in dataset.splits.items()
    ]
    lines.append(f"These are the files of {dataset.title}." if dataset.identity else "Well formed.")
    names = list(dataset.class_names)
    output.give({"splits": splits, "verified": verified, "class_names": names}, lines)


def _fetch(chosen: argparse.Namespace, output: Output) -> None:
    from fmnist_gui.ui.download import fetch

    folder = home_of(chosen).data / OFFICIAL
    files = known_data().entry(OFFICIAL).files
    result = fetch(files, folder, report=progress("Getting Fashion-MNIST"))
    answer = {"path": str(result.folder), "bytes": result.bytes}
    output.give(answer, [f"{len(result.files)} files, {result.bytes:,} bytes in {result.folder}"])


def _where(chosen: argparse.Namespace, output: Output) -> None:
    searched = places(chosen)
    try:
        found = locate.locate(searched)
    except DataError:
        found = None
    lines = [f"{place.path} ({place.origin})" for place in searched]
    head = f"Found: {found.path}" if found else "Found nothing; looked in this order:"
    answer = {
        "path": str(found.path) if found else None,
        "searched": [str(place.path) for place in searched],
    }
    output.give(answer, [head, *lines])

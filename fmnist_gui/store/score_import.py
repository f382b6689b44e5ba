"""Take in a file of predictions or human counts, whichever it turns out to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset import npy, zip_member
from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.prediction_table import class_order
from fmnist_gui.core.dataset.predictions import is_pickle, read_predictions
from fmnist_gui.core.dataset.split_choice import candidates, split_of_rows
from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import cifar10h
from fmnist_gui.core.exchange.human_counts import LARGEST_BYTES, read_counts
from fmnist_gui.store.score_entry import Kind
from fmnist_gui.store.score_shelf import ScoreShelf

Format = Literal["probs", "fmh", "cifar10h"]
"""Predictions of a model, or human counts in the layout of Fashion-MNIST-H or of CIFAR-10H."""

_START_BYTES = 1 << 15
_BLOCK_BYTES = 1 << 18


@dataclass(frozen=True)
class Imported:
    """What came of an import. A file is taken whole or refused whole, so no row is left out.

    ``without_votes`` counts the rows of images that nobody was asked about.
    ``name`` is how the scores are called here: the name asked for only if they were not there yet
    and it fits on a line.
    """

    format: Format
    split: str
    name: str
    rows: int
    is_already_there: bool
    without_votes: int = 0


def import_scores(
    path: Path,
    splits: Sequence[Split],
    *,
    shelf: ScoreShelf,
    classes: int,
    now: datetime,
    format: Format | None = None,
    split: str | None = None,
    name: str | None = None,
    are_logits: bool = False,
) -> Imported:
    """Read the file at `path`, find out which of `splits` it is about, and keep it.

    Without `format` the content tells what it is, without `split` the number of rows tells
    which one is meant, and without `name` it is called as the file. Raises DataError for a file
    that is not as it should be, RequestError when the split must be named, and StoreError.
    """
    possible = candidates(splits, named=split)
    found = format or recognised(path, classes=classes)
    without_votes = 0
    called = (name or "").strip() or path.stem
    if found in ("fmh", "cifar10h"):
        meant, counts = _counts(path, possible, classes=classes, is_array=found == "cifar10h")
        is_new = shelf.keep_counts(
            meant.fingerprint, meant.name, name=called, counts=counts, source=path.name, now=now
        )
        kept = shelf.name_of(meant.fingerprint, "counts", counts, classes=classes)
        without_votes = int((~counts.any(axis=1)).sum())
    else:
        sizes = {len(part) for part in possible}
        predictions = read_predictions(path, images=sizes, classes=classes, are_logits=are_logits)
        meant = split_of_rows(path, possible, rows=len(predictions))
        is_new = shelf.keep_predictions(
            meant.fingerprint,
            meant.name,
            name=called,
            predictions=predictions,
            source=path.name,
            classes=classes,
            now=now,
        )
        scores = predictions.labels if predictions.probs is None else predictions.probs
        kind: Kind = "labels" if predictions.probs is None else "probs"
        kept = shelf.name_of(meant.fingerprint, kind, scores, classes=classes)
    return Imported(found, meant.name, kept, len(meant), not is_new, without_votes)


def _counts(
    path: Path, possible: Sequence[Split], *, classes: int, is_array: bool
) -> tuple[Split, NDArray[np.int64]]:
    """Return which split the counts are about, and them, shape (images, classes)."""
    if not is_array:
        meant = split_of_rows(path, possible, rows=_line_count(path))
        return meant, read_counts(path, images=len(meant), classes=classes, is_partial=True)
    with Stream(path) as stream:
        shape = npy.read_array_header(stream).shape
    meant = split_of_rows(path, possible, rows=shape[0] if shape else 0)
    return meant, cifar10h.read_counts(path, images=len(meant), classes=classes)


def recognised(path: Path, *, classes: int) -> Format:
    """Return what the content of the file looks like; nothing is said about whether it is sound.

    Human counts are whole numbers without a header. As their first line may name each class once
    by chance, the second one decides then: the probabilities in it sum to 1. Raises DataError
    when the file cannot be read.
    """
    with Stream(path) as stream:
        start = stream.read_up_to(_START_BYTES)
    if start.startswith(npy.MAGIC):
        with Stream(path) as stream:
            header = npy.read_array_header(stream)
        is_counts = len(header.shape) == 2 and header.dtype.kind in "iu"
        return "cifar10h" if is_counts else "probs"
    if start.startswith(zip_member.MAGIC):
        return "probs"
    lines = start.decode("utf-8-sig", "replace").splitlines()
    first, second = [*lines, "", ""][:2]
    votes = _votes(second)
    if class_order(first, classes) is None:
        # A header of more or fewer classes, and probabilities: the reader says what is wrong.
        is_header = bool(second) and votes is None and _counts_up(first)
        return "fmh" if _votes(first) is not None and not is_header else "probs"
    return "fmh" if votes is not None and votes != 1 else "probs"


def check_scores(path: Path) -> None:
    """Raise DataError for a file that is neither predictions nor counts, nor meant to be.

    Who asks for these by name is told what is wrong with it as such instead.
    """
    with Stream(path) as stream:
        start = stream.read_up_to(_START_BYTES)
    if start.startswith((npy.MAGIC, zip_member.MAGIC)) or is_pickle(start):
        return
    found = "an empty file"
    if start:
        # What was cut off may have been half a letter.
        text = start.decode("utf-8-sig", "ignore" if len(start) == _START_BYTES else "replace")
        is_text = "\ufffd" not in text and "\0" not in text
        first = text.splitlines()[0] if text.splitlines() else ""
        if is_text and first.strip() and all(map(_is_number, first.split(","))):
            return
        found = f"{first[:40]!r} in line 1" if is_text else "no text, and nothing that is known"
    raise DataError(
        path,
        expected="predictions, human counts, people's labels, a session, a patch or verdicts",
        found=found,
        remedy="choose another file, or say with --format what it is",
    )


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _counts_up(line: str) -> bool:
    """Whether a line is 0,1,2 and so on."""
    cells = [cell.strip() for cell in line.split(",")]
    return cells == [str(number) for number in range(len(cells))]


def _votes(line: str) -> int | None:
    """Return the sum of a line of whole numbers, None for any other line."""
    cells = [cell.strip() for cell in line.split(",")]
    if not all(cell.isascii() and cell.isdecimal() and len(cell) < 10 for cell in cells):
        return None
    return sum(map(int, cells))


def _line_count(path: Path) -> int:
    """Return the number of lines, the last with or without an end."""
    count, last = 0, b"\n"
    with Stream(path) as stream:
        # What is larger is refused by the reader, so that no more need be counted.
        while stream.consumed_bytes <= LARGEST_BYTES and (block := stream.read(_BLOCK_BYTES)):
            if b"\0" in block:
                raise DataError(
                    path,
                    expected="lines of whole numbers",
                    found="no text",
                    remedy="choose a counts file, or import it as what it is",
                )
            count += block.count(b"\n")
            last = block
    return count + (not last.endswith(b"\n"))

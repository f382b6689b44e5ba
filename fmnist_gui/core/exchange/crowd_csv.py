"""Votes as task, worker, label: the table that crowd-kit and the like read."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.exchange import csv_text
from fmnist_gui.core.exchange.cell import guarded
from fmnist_gui.core.exchange.class_cell import class_of
from fmnist_gui.core.exchange.flat_row import RowError, whole
from fmnist_gui.core.exchange.reading import Reading, Source, cells_of, read_source, read_table
from fmnist_gui.core.exchange.vote import Vote

HEADER = ("task", "worker", "label")
WHAT = "a table of votes"
SIMULATED = "is_simulated"
_WORDS = {True: "true", False: "false"}


def write(path: Path, votes: Iterable[Vote]) -> tuple[Path, ...]:
    """Write a row for each vote to `path`, whole or not at all; return the file.

    A task is an image as "test/123", a label the number of a class. Where there are simulated
    votes a column more says which. Raises DataError when there is no place.
    """
    rows = tuple(votes)
    is_marked = any(vote.is_simulated for vote in rows)
    lines = [csv_text.line((*HEADER, SIMULATED) if is_marked else HEADER)]
    for v in rows:
        cells = guarded(f"{v.split}/{v.image_index}"), guarded(v.worker), v.chosen
        lines.append(csv_text.line((*cells, _WORDS[v.is_simulated]) if is_marked else cells))
    replace_all({path: "".join(lines).encode()})
    return (path,)


def read(path: Path, images: Mapping[str, int] | None, class_names: Sequence[str]) -> Reading[Vote]:
    """Return the votes in `path`, one of each worker about each image; see :func:`source`."""
    found = source(path, images, class_names)
    return read_source(found, key=lambda vote: (vote.split, vote.image_index, vote.worker))


def source(
    path: Path,
    images: Mapping[str, int] | None,
    class_names: Sequence[str],
    *,
    split: str | None = None,
) -> Source[Vote, Mapping[str, str]]:
    """Return the rows of `path`; a label may be the number of a class or its name.

    `images` is how many each split has, None for any. With a `split`, a task may be the index of
    one of its images alone. Raises DataError for what is no such table.
    """

    def parsed(row: Mapping[str, str]) -> Vote:
        cells = cells_of(row)
        of, index = _place(cells["task"].strip(), split)
        if images is not None and index >= images.get(of, 0):
            raise RowError(f"no image {index} of {of[:20]!r} in this data")
        worker = cells["worker"]
        if not worker.strip():
            raise RowError("no worker")
        is_simulated = cells.get(SIMULATED, "").strip().casefold() == _WORDS[True]
        return Vote(of, index, worker, class_of(cells["label"], class_names), is_simulated)

    rows = read_table(path, HEADER, what=WHAT)
    return Source(rows, parsed, rows.told)


def names_no_split(path: Path) -> bool:
    """Whether the first task of the file at `path` is the bare number of an image.

    Raises DataError for what is no such table.
    """
    first = next(iter(read_table(path, HEADER, what=WHAT)), None)
    if first is None:
        return False
    try:
        whole(first[1].get("task", "").strip())
    except ValueError:
        return False
    return True


def _place(task: str, usual: str | None) -> tuple[str, int]:
    split, _, digits = task.rpartition("/")
    split = split or usual or ""
    try:
        index = whole(digits)
    except ValueError:
        index = -1
    if not split or index < 0:
        hint = "; name the split" if index >= 0 else ""
        raise RowError(f"{task[:40]!r} as task, not as 'test/123'{hint}")
    return split, index

"""Votes as cleanlab reads them: a row an image, a column a person, empty where nobody answered."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import csv_text
from fmnist_gui.core.exchange.cell import guarded, unguarded
from fmnist_gui.core.exchange.class_cell import class_of
from fmnist_gui.core.exchange.flat_row import RowError, whole
from fmnist_gui.core.exchange.reading import Reading, Source, cells_of, read_rows, read_table
from fmnist_gui.core.exchange.vote import Vote

INDEX = "image_index"
WHAT = "a matrix of annotators"


def write(path: Path, votes: Iterable[Vote]) -> tuple[Path, ...]:
    """Write the votes about one split to `path`, whole or not at all; return the file.

    Rows are the images that have a vote, by index. Raises RequestError for a person called as the
    first column is, and DataError when there is no place.
    """
    rows: dict[int, dict[str, int]] = {}
    workers: dict[str, None] = {}
    for vote in votes:
        rows.setdefault(vote.image_index, {})[vote.worker] = vote.chosen
        workers[vote.worker] = None
    if INDEX in workers:
        raise RequestError(f"a person is called {INDEX!r}, as the first column is; export 'crowd'")
    lines = [csv_text.line((INDEX, *map(guarded, workers)))]
    for index in sorted(rows):
        said = rows[index]
        lines.append(csv_text.line((index, *(said.get(worker, "") for worker in workers))))
    replace_all({path: "".join(lines).encode()})
    return (path,)


def read(path: Path, *, split: str, images: int, classes: int) -> Reading[tuple[Vote, ...]]:
    """Return the votes about each image of `split` in `path`, one row an image.

    A row with a cell that is no class is refused. Raises DataError for what is no such table.
    """
    names = tuple(map(str, range(classes)))
    cells = source(path, split=split, images=images, class_names=names)

    def parsed(row: Mapping[str, str]) -> tuple[Vote, ...]:
        found = cells.parse(row)
        for one in found:
            if isinstance(one, RowError):
                raise one
        return tuple(one for one in found if isinstance(one, Vote))

    return read_rows(cells.contents, parsed, key=lambda votes: votes[0].image_index)


def source(
    path: Path, *, split: str, images: int, class_names: Sequence[str]
) -> Source[tuple[Vote | RowError, ...], Mapping[str, str]]:
    """Return the rows of `path`, each the votes about one image of `split`, cell by cell.

    A cell may hold the number of a class or its name. Raises DataError for what is no such table.
    """

    def parsed(row: Mapping[str, str]) -> tuple[Vote | RowError, ...]:
        cells = cells_of(row)
        index = _index(cells[INDEX], images)
        found = tuple(
            _vote(split, index, worker=column, cell=cell, class_names=class_names)
            for column, cell in cells.items()
            if column != INDEX and cell.strip()
        )
        if not found:
            raise RowError("no label of anybody")
        return found

    rows = read_table(path, (INDEX,), what=WHAT)
    return Source(rows, parsed, rows.told)


def _vote(
    split: str, index: int, *, worker: str, cell: str, class_names: Sequence[str]
) -> Vote | RowError:
    try:
        return Vote(split, index, unguarded(worker), class_of(cell, class_names))
    except RowError as error:
        return RowError(f"{error} of {worker[:40]!r}")


def _index(cell: str, images: int) -> int:
    try:
        index = whole(cell.strip().removesuffix(".0"))
    except ValueError:
        index = -1
    if not 0 <= index < images:
        raise RowError(f"{cell[:40]!r} as index, not from 0 to {images - 1}")
    return index

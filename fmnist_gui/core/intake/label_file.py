"""Reads a file of people's labels in any of the formats: what is kept of it, and what is not."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import numpy as np

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange.collected import CollectedAnswer
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.exchange.reading import LARGEST_BYTES
from fmnist_gui.core.intake import label_format
from fmnist_gui.core.intake.imported import Frame
from fmnist_gui.core.intake.label_columns import LabelColumns
from fmnist_gui.core.intake.label_format import OwnRows
from fmnist_gui.core.intake.label_kind import LabelFormat, OwnFormat
from fmnist_gui.core.intake.labelled import NoLabelError, no_labels
from fmnist_gui.core.intake.own_answers import OwnAnswers
from fmnist_gui.core.intake.people import People
from fmnist_gui.core.intake.refusal import Refusals
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.session.record import History
from fmnist_gui.core.study.study import Study

MOST_LINES = 1_000_000
"""Labels of one file: two minutes and 150 MB of memory."""

MOST_ANSWERS = 500_000
"""Answers with all their fields: as long, and 400 MB."""

_WITHOUT_LINES = ("parquet", "label-studio")
_BLOCK_BYTES = 1 << 20
_EVERY = 2048


@dataclass(frozen=True, eq=False)
class LabelFile:
    """What is to be kept of the file at ``path``; nothing is stored yet.

    ``repeats`` counts the labels kept that are a person's second one of an image, ``left_out``
    the rows that are :data:`fmnist_gui.core.intake.labelled.NO_LABELS`, by key. ``told`` says how
    the file was read if not as it should be written.
    """

    path: Path
    format: LabelFormat
    kept: int
    people: int
    repeats: int
    refusals: Refusals
    told: str
    histories: Callable[[], Iterator[History]]
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def labels(self) -> int:
        """How many labels the file has."""
        return self.kept + self.refusals.count

    @property
    def rows(self) -> int:
        """How many rows the file has, those that are no labels among them."""
        return self.labels + sum(self.left_out.values())


def read(
    path: Path,
    format: LabelFormat,
    dataset: Dataset,
    *,
    app_version: str,
    split: str | None = None,
    prefix: str = "",
    study: Study | None = None,
    people: People | None = None,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> LabelFile:
    """Return what can be kept of a file.

    `split` names that of the images if the file does not tell, `prefix` comes before each name,
    and with a `study` only labels of its images are kept. `people` are those of files before, whom
    it adds to. Raises DataError for a file from which
    nothing can be kept, or that is none as a whole, RequestError for a split or study that does
    not fit, and Cancelled.
    """
    _check_study(study, dataset)
    most = MOST_ANSWERS if format in get_args(OwnFormat) else MOST_LINES
    lines = 0 if format in _WITHOUT_LINES else _line_count(path, most, is_cancelled)
    given = label_format.opened(path, format, dataset, split=split)
    refusals = Refusals(given.unit)
    frame = Frame(dataset.class_names, dataset.identity, app_version, study)
    fits = _fitting(study, dataset.splits)
    left_out: Counter[str] = Counter()
    taken: LabelColumns | OwnAnswers
    if isinstance(given, OwnRows):
        own = OwnAnswers(dataset.splits, refusals=refusals, study=study)
        for line, row in _watched(given.rows, path, lines, most, report, is_cancelled):
            if isinstance(row, RowError):
                refusals.add(line, str(row))
            elif reason := _unfit(fits, row):
                refusals.add(line, reason)
            else:
                own.add(line, row)
        own.close()
        taken, count, repeats = own, own.people, 0
    else:
        named = people or People(prefix)
        columns = LabelColumns(named, dataset.splits, refusals=refusals, fits=fits)
        rows = _watched(given.rows, path, lines, most, report, is_cancelled)
        _take(columns, refusals, left_out, rows)
        columns.close()
        taken, count, repeats = columns, len(named.annotators), columns.repeats
    if not len(taken):
        raise _nothing(path, refusals, left_out, dataset, study)
    return LabelFile(
        path,
        format,
        kept=len(taken),
        people=count,
        repeats=repeats,
        refusals=refusals,
        told=given.told,
        histories=lambda: taken.histories(frame),
        left_out=left_out,
    )


def _take(
    columns: LabelColumns,
    refusals: Refusals,
    left_out: Counter[str],
    rows: Iterable[tuple[int, Any]],
) -> None:
    for line, row in rows:
        if isinstance(row, NoLabelError):
            left_out[str(row)] += 1
        elif isinstance(row, RowError):
            refusals.add(line, str(row))
        else:
            columns.add(line, row)


def _watched(
    rows: Iterable[tuple[int, Any]],
    path: Path,
    lines: int,
    most: int,
    report: Report,
    is_cancelled: CancelCheck,
) -> Iterator[tuple[int, Any]]:
    for number, (line, row) in enumerate(rows, start=1):
        if number > most:
            raise _too_many(path, most, f"more than {most:,}")
        if number % _EVERY == 0:
            if is_cancelled():
                raise Cancelled
            report(min(line, lines), lines)
        yield line, row
    report(lines, lines)


def _fitting(study: Study | None, splits: Mapping[str, Split]) -> Callable[[str, int], None]:
    if study is None:
        return lambda split, index: None
    asked = np.zeros(len(splits[study.split]), dtype=np.bool_)
    asked[list(study.indices)] = True
    wanted: Sequence[bool] = asked.tolist()

    def fits(split: str, index: int) -> None:
        if split != study.split or not wanted[index]:
            raise RowError(f"image {index} of {split}, which the study does not ask about")

    return fits


def _unfit(fits: Callable[[str, int], None], row: CollectedAnswer) -> str:
    """Return why an answer is not one of the study, empty if it is; its checks are about any."""
    if row.phase == "attention":
        return ""
    try:
        fits(row.image_split, row.image_index)
    except RowError as error:
        return str(error)
    return ""


def _check_study(study: Study | None, dataset: Dataset) -> None:
    if study is None:
        return
    split = dataset.splits.get(study.split)
    if split is None or split.fingerprint != study.fingerprint:
        found = split.fingerprint[:8] if split else f"no {study.split} images"
        raise RequestError(
            f"the study {study.title} is about images with fingerprint {study.fingerprint[:8]}, "
            f"and open are {found}; open its data first"
        )


def _line_count(path: Path, most: int, is_cancelled: CancelCheck) -> int:
    """Return about how many lines there are; more than can be taken are refused at once."""
    count = 0
    try:
        # Who reads it says of something else what it is, and of a file that it is far too large.
        if path.is_file() and path.stat().st_size <= LARGEST_BYTES:
            with path.open("rb") as file:
                while block := file.read(_BLOCK_BYTES):
                    count += block.count(b"\n")
                    if is_cancelled():
                        raise Cancelled
    except OSError:
        return count
    if count > most + 1:
        raise _too_many(path, most, f"{count:,} lines")
    return count


def _too_many(path: Path, most: int, found: str) -> DataError:
    return DataError(
        path,
        expected=f"at most {most:,} labels in one file",
        found=found,
        remedy="split it up, or import how often each class was chosen with --format fmh",
    )


def _nothing(
    path: Path,
    refusals: Refusals,
    left_out: Mapping[str, int],
    dataset: Dataset,
    study: Study | None,
) -> DataError:
    found = f"{no_labels(left_out)} alone" if left_out else "no rows"
    if refusals.count:
        rows = "1 row" if refusals.count == 1 else f"{refusals.count:,} rows"
        found = f"{rows} and none of them fit: {refusals.sentence(refusals.listed[0])}"
    images = f"{' or '.join(dataset.splits)} images of {dataset.title}"
    return DataError(
        path,
        expected=f"labels of {f'the study {study.title}' if study else images}",
        found=found,
        remedy="choose a file that was made for this study, or take it in without one"
        if study
        else "choose a file that was made for this data, or open the data it was made for",
    )

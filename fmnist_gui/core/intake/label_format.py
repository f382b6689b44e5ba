"""The formats of people's labels: opens a file in one of them, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.dataset.split_choice import candidates
from fmnist_gui.core.errors import ChoiceError, DataError
from fmnist_gui.core.exchange import (
    annotator_matrix,
    answer_csv,
    answer_jsonl,
    answer_parquet,
    crowd_csv,
    label_studio_source,
)
from fmnist_gui.core.exchange.collected import CollectedAnswer
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.exchange.label_studio_source import TaskLabel
from fmnist_gui.core.exchange.reading import read_table
from fmnist_gui.core.intake import trial_format
from fmnist_gui.core.intake.label_kind import LabelFormat, OwnFormat
from fmnist_gui.core.intake.labelled import Given, Labelled, seconds
from fmnist_gui.core.session.inquiry import REASONS
from fmnist_gui.core.session.record import CANNOT_TELL


@dataclass(frozen=True)
class OwnRows:
    """The answers of a long table one by one, with their lines, or whatever the ``unit`` is."""

    rows: Iterator[tuple[int, CollectedAnswer | RowError]]
    told: str = ""
    unit: str = "line"


def opened(
    path: Path, format: LabelFormat, dataset: Dataset, *, split: str | None = None
) -> Given | OwnRows:
    """Open a file of labels about the splits of `dataset`.

    `split` names that of the images where the file does not. Raises DataError for what is none,
    RequestError for a split that is not there, ChoiceError where one must be named. The rows raise
    DataError when the file turns out to be none, or about other data.
    """
    match format:
        case "csv" | "jsonl" | "parquet":
            return _own(path, format, dataset)
        case "crowd":
            return _crowd(path, dataset, split)
        case "cleanlab":
            return _matrix(path, dataset, split)
        case "cifar10h":
            return trial_format.raw_trials(path, dataset, split)
        case "model-vs-human":
            return trial_format.session_trials(path, dataset)
        case "label-studio":
            return _tasks(path, dataset)


def _own(path: Path, format: OwnFormat, dataset: Dataset) -> OwnRows:
    splits = {split.fingerprint: split for split in dataset.splits.values()}
    tables = {"csv": answer_csv, "jsonl": answer_jsonl, "parquet": answer_parquet}
    found = tables[format].source(path, splits, classes=len(dataset.class_names))
    return OwnRows(iter(found), found.told, found.unit)


def _tasks(path: Path, dataset: Dataset) -> Given:
    found = label_studio_source.source(path, dataset.splits, dataset.class_names)
    rows = ((number, one if isinstance(one, RowError) else _told(one)) for number, one in found)
    return Given(rows, found.told, found.unit)


def _told(label: TaskLabel) -> Labelled:
    words = label.words
    has_reason = label.vote.chosen == CANNOT_TELL and words and words[0] in REASONS
    reason = words[0] if has_reason else ""
    note = "\n".join(words[1:] if has_reason else words)
    # Half a letter, as JSON can spell it, is none that a file can hold.
    note = note.encode("utf-8", "replace").decode()
    return Labelled(label.vote, seconds(label.lead_s), label.created_at, reason, note)


def _crowd(path: Path, dataset: Dataset, split: str | None) -> Given:
    possible = candidates(tuple(dataset.splits.values()), named=split)
    if split is None and crowd_csv.names_no_split(path):
        if len(possible) > 1:
            raise _ambiguous(path, possible)
        split = possible[0].name if possible else None
    images = {name: len(one) for name, one in dataset.splits.items()}
    table = crowd_csv.source(path, images, dataset.class_names, split=split)
    return Given(
        ((line, v if isinstance(v, RowError) else Labelled(v)) for line, v in table), table.told
    )


def _matrix(path: Path, dataset: Dataset, split: str | None) -> Given:
    possible = candidates(tuple(dataset.splits.values()), named=split)
    meant = _split_of_matrix(path, possible)
    table = annotator_matrix.source(
        path, split=meant.name, images=len(meant), class_names=dataset.class_names
    )

    def rows() -> Iterator[tuple[int, Labelled | RowError]]:
        for line, found in table:
            for one in (found,) if isinstance(found, RowError) else found:
                yield line, one if isinstance(one, RowError) else Labelled(one)

    return Given(rows(), table.told)


def _split_of_matrix(path: Path, possible: list[Split]) -> Split:
    """Return the split that the rows of a matrix are about, by how many they are and by index."""
    rows, most = 0, -1
    for _, cells in read_table(path, (annotator_matrix.INDEX,), what=annotator_matrix.WHAT):
        rows += 1
        digits = cells.get(annotator_matrix.INDEX, "").strip()
        if digits.isascii() and digits.isdecimal() and len(digits) < 10:
            most = max(most, int(digits))
    largest = max((len(split) for split in possible), default=0)
    if rows > largest:
        counts = " or ".join(f"{len(split):,} for {split.name}" for split in possible)
        raise DataError(
            path,
            expected=f"at most one row for each image ({counts})",
            found=f"{rows:,}",
            remedy="choose a file made for this data",
        )
    found = [split for split in possible if len(split) == rows] or [
        split for split in possible if most < len(split)
    ]
    if len(found) > 1:
        raise _ambiguous(path, found)
    return found[0] if found else max(possible, key=len)


def _ambiguous(path: Path, possible: list[Split]) -> ChoiceError:
    names = [split.name for split in possible]
    return ChoiceError(
        f"{path}: its images may be those of {' or '.join(names)}; name the split", names
    )

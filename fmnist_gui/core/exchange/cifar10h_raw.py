"""The raw table of CIFAR-10H: one row a trial, with who answered what after how long.

Columns as in the release of Peterson et al. (2019), "Human uncertainty makes classification more
robust", whose index column is really called cifar10_test_test_idx.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from uuid import UUID

from fmnist_gui.core.exchange import csv_text
from fmnist_gui.core.exchange.cell import guarded
from fmnist_gui.core.exchange.collected import CollectedAnswer
from fmnist_gui.core.exchange.flat_row import RowError, cell_text, row_of
from fmnist_gui.core.exchange.reading import Reading, Source, cells_of, read_source, read_table
from fmnist_gui.core.exchange.vote import NO_NAMES

STRICT_INDEX = "cifar10_test_test_idx"
CHECK_INDEX = -99999
"""In place of the index of an attention check."""

WHAT = "a raw table of trials"
_INDEX = "index"
_TIMES = ("reaction_time", "time_elapsed")


@dataclass(frozen=True)
class RawTrial:
    """One row; times are in milliseconds, ``time_elapsed`` since the person's first image.

    ``reaction_time`` is None where nobody measured it.
    """

    annotator_id: int
    trial_index: int
    is_attn_check: int
    true_category: str
    chosen_category: str
    true_label: int
    chosen_label: int
    correct_guess: int
    index: int
    image_filename: str
    subcategory: str
    reaction_time: float | None
    time_elapsed: float


def raw_trials(
    answers: Iterable[CollectedAnswer],
    checks: Iterable[CollectedAnswer],
    class_names: Sequence[str],
    workers: Mapping[UUID, str] = NO_NAMES,
) -> tuple[RawTrial, ...]:
    """Return a row for each answer and check, by person and time; people count from 0.

    `workers` is what people are called, of whom those of one name are one person.
    """
    marked = [(answer, False) for answer in answers] + [(check, True) for check in checks]
    marked.sort(key=lambda pair: pair[0].shown_at)
    numbers: dict[UUID | str, int] = {}
    first: dict[UUID | str, datetime] = {}
    trials: dict[UUID | str, int] = {}
    found = []
    for answer, is_check in marked:
        person = workers.get(answer.annotator_id, answer.annotator_id)
        number = numbers.setdefault(person, len(numbers))
        elapsed = answer.answered_at - first.setdefault(person, answer.shown_at)
        trial = trials[person] = trials.get(person, -1) + 1
        found.append(
            RawTrial(
                annotator_id=number,
                trial_index=trial,
                is_attn_check=int(is_check),
                true_category=class_names[answer.label],
                chosen_category=class_names[answer.chosen],
                true_label=answer.label,
                chosen_label=answer.chosen,
                correct_guess=int(answer.is_right),
                index=CHECK_INDEX if is_check else answer.image_index,
                image_filename=f"{answer.image_split}_{answer.image_index:05d}.png",
                subcategory="",
                reaction_time=_milliseconds(answer),
                time_elapsed=elapsed.total_seconds() * 1000,
            )
        )
    return tuple(sorted(found, key=lambda row: (row.annotator_id, row.trial_index)))


def _milliseconds(answer: CollectedAnswer) -> float | None:
    return (answer.response_ns - answer.onset_ns) / 1e6 if answer.is_timed else None


def index_column(split: str, *, is_strict: bool) -> str:
    """Return what the column of indices is called."""
    return STRICT_INDEX if is_strict else f"fashion_mnist_{split}_idx"


def text(trials: Iterable[RawTrial], *, index: str) -> str:
    """Return the table, whose column of indices is called `index`."""
    lines = [csv_text.line(_columns(index))]
    for trial in trials:
        cells = vars(trial).values()
        lines.append(
            csv_text.line(guarded(c) if isinstance(c, str) else cell_text(c) for c in cells)
        )
    return "".join(lines)


def read(path: Path, *, index: str, images: int, classes: int) -> Reading[RawTrial]:
    """Return the trials in `path` about a split of so many images, which `text` may have written.

    Each trial of a person is there once.
    """
    found = source(path, index=index, images=images, classes=classes)
    return read_source(found, key=lambda trial: (trial.annotator_id, trial.trial_index))


def source(
    path: Path, *, index: str, images: int, classes: int
) -> Source[RawTrial, Mapping[str, str]]:
    """Return the rows of `path`. Raises DataError for what is no such table."""

    def parsed(row: Mapping[str, str]) -> RawTrial:
        cells = cells_of(row)
        named = {**cells, _INDEX: cells[index]}
        if rows.has_decimal_commas:
            named |= {name: cells[name].replace(",", ".") for name in _TIMES}
        trial = row_of(RawTrial, named)
        _check(trial, images=images, classes=classes)
        return trial

    rows = read_table(path, _columns(index), what=WHAT)
    return Source(rows, parsed, rows.told)


def _check(trial: RawTrial, *, images: int, classes: int) -> None:
    for name in ("true_label", "chosen_label"):
        if not 0 <= (number := getattr(trial, name)) < classes:
            raise RowError(f"class {number} as {name}, of {classes}")
    if trial.is_attn_check not in (0, 1):
        raise RowError(f"{trial.is_attn_check} as is_attn_check")
    if trial.correct_guess != int(trial.true_label == trial.chosen_label):
        raise RowError(f"{trial.correct_guess} as correct_guess, which the labels contradict")
    if trial.is_attn_check:
        if trial.index != CHECK_INDEX:
            raise RowError(f"index {trial.index} of an attention check, not {CHECK_INDEX}")
    elif not 0 <= trial.index < images:
        raise RowError(f"index {trial.index} of {images:,} images")


def _columns(index: str) -> tuple[str, ...]:
    return tuple(index if field.name == _INDEX else field.name for field in fields(RawTrial))

"""Sessions as the toolbox model-vs-human reads them: one CSV each, in a folder named for the set.

Names, columns and words as in the data of Geirhos et al. (2021), "Partial success in closing the
gap between human and machine vision": people are called subject-01 and on, ``rt`` is in seconds,
and no answer is ``na`` after ``NaN``. What follows the last underscore names the image.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import csv_text
from fmnist_gui.core.exchange.cell import guarded
from fmnist_gui.core.exchange.collected import CollectedAnswer, CollectedSession
from fmnist_gui.core.exchange.flat_row import RowError, whole
from fmnist_gui.core.exchange.image_name import image_name, image_named
from fmnist_gui.core.exchange.reading import Reading, Source, cells_of, read_source, read_table
from fmnist_gui.core.exchange.vote import NO_NAMES
from fmnist_gui.core.session.record import CANNOT_TELL

HEADER = (
    "subj",
    "Session",
    "trial",
    "rt",
    "object_response",
    "category",
    "condition",
    "imagename",
)
WHAT = "trials of one session"
NO_TIME, NO_ANSWER = "NaN", "na"
SUBJECT, SIMULATED = "subject", "simulated"
"""What people are called; of others the toolbox takes each for a model."""


@dataclass(frozen=True)
class Trial:
    """One row; ``rt_s`` is None where nobody measured it, ``chosen`` None for no answer.

    ``subject`` and ``session`` count from 1, and so does ``trial`` within a session.
    """

    subject: str
    session: int
    trial: int
    rt_s: float | None
    chosen: int | None
    label: int
    condition: str
    split: str
    image_index: int


def trials_of(
    answers: Iterable[CollectedAnswer],
    sessions: Iterable[CollectedSession],
    workers: Mapping[UUID, str] = NO_NAMES,
) -> tuple[Trial, ...]:
    """Return a trial for each of the `answers`, session by session as these were begun.

    `workers` is what people are called, of whom those of one name are one person.
    Of those that were taken back only trials without another answer should be among them.
    """
    by_session: dict[UUID, list[CollectedAnswer]] = {}
    for answer in answers:
        by_session.setdefault(answer.session_id, []).append(answer)
    subjects: dict[UUID | str, str] = {}
    called: Counter[str] = Counter()
    count: Counter[UUID | str] = Counter()
    found = []
    for session in sessions:
        own = sorted(by_session.get(session.id, ()), key=lambda answer: answer.position)
        if not own:
            continue
        person = workers.get(session.annotator_id, session.annotator_id)
        if person not in subjects:
            kind = SIMULATED if session.is_simulated else SUBJECT
            called[kind] += 1
            subjects[person] = f"{kind}-{called[kind]:02d}"
        count[person] += 1
        condition = word(session.condition)
        for number, answer in enumerate(own, start=1):
            trial = _trial(answer, subject=subjects[person], condition=condition)
            found.append(replace(trial, session=count[person], trial=number))
    return tuple(found)


def paths(folder: Path, trials: Iterable[Trial]) -> dict[Path, list[Trial]]:
    """Return the trials of each file in `folder`, which is called as the data set is to be."""
    found: dict[Path, list[Trial]] = {}
    # The toolbox parts names at underscores.
    called = folder.resolve().name.replace("_", "-")
    for trial in trials:
        name = f"{called}_{trial.subject}_session_{trial.session}.csv"
        found.setdefault(folder / name, []).append(trial)
    return found


def write(folder: Path, trials: Iterable[Trial], class_names: Sequence[str]) -> tuple[Path, ...]:
    """Write a file for each session into `folder`, made if it is not there: all or none.

    Raises DataError when there is no place.
    """
    words = class_words(class_names)
    contents = {path: text(own, words).encode() for path, own in paths(folder, trials).items()}
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise DataError(
            folder,
            expected="a place for a folder",
            found=(error.strerror or type(error).__name__).lower(),
            remedy="choose another",
        ) from error
    replace_all(contents)
    return tuple(contents)


def text(trials: Iterable[Trial], words: Sequence[str]) -> str:
    """Return the table of these trials, whose classes are called by the `words`."""
    lines = [csv_text.line(HEADER)]
    for row in trials:
        name = f"{row.trial:04d}_{image_name(row.split, row.image_index)}"
        lines.append(
            csv_text.line(
                (
                    guarded(row.subject),
                    row.session,
                    row.trial,
                    NO_TIME if row.rt_s is None else row.rt_s,
                    NO_ANSWER if row.chosen is None else guarded(words[row.chosen]),
                    guarded(words[row.label]),
                    guarded(row.condition),
                    guarded(name),
                )
            )
        )
    return "".join(lines)


def read(path: Path, images: Mapping[str, int], class_names: Sequence[str]) -> Reading[Trial]:
    """Return the trials in `path`, each once; see :func:`source`."""
    found = source(path, images, class_names)
    return read_source(found, key=lambda row: (row.subject, row.session, row.trial))


def source(
    path: Path, images: Mapping[str, int], class_names: Sequence[str]
) -> Source[Trial, Mapping[str, str]]:
    """Return the rows of `path`; `images` is how many each split has.

    Raises DataError for what is no such table.
    """
    words = {name: number for number, name in enumerate(class_words(class_names))}

    def parsed(row: Mapping[str, str]) -> Trial:
        cells = cells_of(row)
        split, index = image_named(cells["imagename"].strip()) or ("", -1)
        if not 0 <= index < images.get(split, 0):
            raise RowError(f"no image {cells['imagename'][:40]!r} in this data")
        response = cells["object_response"].strip()
        return Trial(
            cells["subj"],
            _number(cells, "Session"),
            _number(cells, "trial"),
            _seconds(cells["rt"].strip()),
            None if response == NO_ANSWER else _class(response, words),
            _class(cells["category"].strip(), words),
            cells["condition"],
            split,
            index,
        )

    rows = read_table(path, HEADER, what=WHAT)
    return Source(rows, parsed, rows.told)


def is_simulated(subject: str) -> bool:
    """Whether somebody called so is nobody real, as :func:`trials_of` calls these."""
    kind, _, number = subject.partition("-")
    return kind == SIMULATED and number.isascii() and number.isdecimal()


def class_words(class_names: Sequence[str]) -> tuple[str, ...]:
    """Return what each class is called there: small letters, digits and hyphens, none twice."""
    found: list[str] = []
    for number, name in enumerate(class_names):
        called = word(name)
        is_taken = called in ("", NO_ANSWER) or called in found
        found.append(f"{called}-{number}".lstrip("-") if is_taken else called)
    return tuple(found)


def word(text: str) -> str:
    """Return a text as one word without marks."""
    return "-".join(re.findall(r"[^\W_]+", text.casefold()))


def _trial(answer: CollectedAnswer, *, subject: str, condition: str) -> Trial:
    is_answered = answer.retracted_at is None and answer.chosen != CANNOT_TELL
    return Trial(
        subject,
        0,
        0,
        answer.response_s if is_answered and answer.is_timed else None,
        answer.chosen if is_answered else None,
        answer.label,
        condition,
        answer.image_split,
        answer.image_index,
    )


def _number(cells: Mapping[str, str], name: str) -> int:
    try:
        number = whole(cells[name])
    except ValueError:
        number = 0
    if number < 1:
        raise RowError(f"{cells[name][:20]!r} as {name}")
    return number


def _seconds(text: str) -> float | None:
    if text == NO_TIME:
        return None
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found < 1e9:
        raise RowError(f"{text[:20]!r} as rt")
    return found


def _class(name: str, words: Mapping[str, int]) -> int:
    number = words.get(name)
    if number is None:
        raise RowError(f"unknown class {name[:40]!r}")
    return number

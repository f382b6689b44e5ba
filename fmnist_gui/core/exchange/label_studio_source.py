"""Reads tasks of Label Studio: one label for each annotation, refused by the number of the task."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.class_cell import class_of
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.exchange.image_name import image_named
from fmnist_gui.core.exchange.label_studio import (
    ANNOTATOR,
    CHOICES,
    LABEL,
    NOTE,
    SIMULATED,
    TEXT,
    WHAT,
)
from fmnist_gui.core.exchange.reading import Reading, Source, read_source
from fmnist_gui.core.exchange.text_file import read_text
from fmnist_gui.core.exchange.vote import Vote
from fmnist_gui.core.session.record import CANNOT_TELL

LARGEST_BYTES = 256 * 1024 * 1024
UNIT = "task"
NOBODY = "unknown"
"""Who labelled, where a task does not say."""

Task = tuple[Mapping[str, Any], Any]
"""A task, and one of its annotations; a RowError for none."""


@dataclass(frozen=True)
class TaskLabel:
    """One annotation; a skipped task has :data:`CANNOT_TELL` for a class.

    ``lead_s`` is how long it took, None for unknown, and ``created_at`` when it was given.
    """

    vote: Vote
    words: tuple[str, ...] = ()
    lead_s: float | None = None
    created_at: datetime | None = None


def read(path: Path, splits: Mapping[str, Split], class_names: Sequence[str]) -> Reading[TaskLabel]:
    """Return the labels of all tasks in `path`; each person labels an image once."""
    found = source(path, splits, class_names)
    return read_source(found, key=lambda label: (*vars(label.vote).values(),)[:3])


def source(
    path: Path, splits: Mapping[str, Split], class_names: Sequence[str]
) -> Source[TaskLabel, Task]:
    """Return a label, or why there is none, for each annotation, and for each task without any.

    Images are those of `splits`, by name. Raises DataError for what are no tasks.
    """

    def parsed(task: Task) -> TaskLabel:
        whole, annotation = task
        try:
            if isinstance(annotation, RowError):
                raise annotation
            split, index = _place(whole["data"], splits)
            return _label(annotation, split, index, class_names=class_names)
        except RowError as error:
            raise RowError(f"{error}{_called(whole)}") from error

    return Source(_annotations(_tasks(path)), parsed, unit=UNIT)


def _tasks(path: Path) -> list[Any]:
    text = read_text(path, lambda found: _refused(path, found), largest_bytes=LARGEST_BYTES)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused(path, "no JSON") from error
    if not isinstance(found, list):
        raise _refused(path, "no list")
    if found and not any(isinstance(task, dict) and "data" in task for task in found):
        raise _refused(path, "a list of something else")
    return found


def _annotations(tasks: Sequence[Any]) -> Iterator[tuple[int, Task]]:
    for number, task in enumerate(tasks, start=1):
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            known = task if isinstance(task, dict) else {}
            yield number, (known, RowError("no data of an image"))
            continue
        # Before version 1.0 they were called completions.
        given = task.get("annotations", task.get("completions"))
        if not isinstance(given, list) or not given:
            yield number, (task, RowError("no annotation"))
            continue
        for annotation in given:
            yield number, (task, annotation)


def _called(task: Mapping[str, Any]) -> str:
    """Return by what a task is found again in Label Studio; empty if it has nothing like that."""
    data = task.get("data")
    name = data.get("name") if isinstance(data, dict) else None
    id = task.get("id")
    is_id = isinstance(id, str) or type(id) is int
    parts = [f"id {str(id)[:40]}"] if is_id else []
    parts += [name[:60]] if isinstance(name, str) and name.isprintable() else []
    return f" ({', '.join(parts)})" if parts else ""


def _place(data: Mapping[str, Any], splits: Mapping[str, Split]) -> tuple[str, int]:
    """Return the split and the index that a task is about, by its data or a name in it."""
    name, index = data.get("split"), data.get("index")
    if not isinstance(name, str) or type(index) is not int:
        texts = [value for value in data.values() if isinstance(value, str)]
        known = [place for text in texts if (place := image_named(text)) is not None]
        if not known:
            raise RowError("no name of an image such as test-00123.png")
        name, index = known[0]
    split = splits.get(name)
    if split is None or not 0 <= index < len(split):
        raise RowError(f"no image {name[:20]!r} {index} in this data")
    claimed = data.get("fingerprint", split.fingerprint)
    if claimed != split.fingerprint:
        raise RowError(f"data with fingerprint {str(claimed)[:16]!r}, which is not open")
    return name, index


def _label(annotation: Any, split: str, index: int, *, class_names: Sequence[str]) -> TaskLabel:
    if not isinstance(annotation, dict):
        raise RowError("an annotation that is none")
    result = annotation.get("result")
    parts = [p for p in result if isinstance(p, dict)] if isinstance(result, list) else []
    words = _texts(parts, NOTE)
    worker = (_texts(parts, ANNOTATOR) or (_who(annotation.get("completed_by")),))[0]
    is_skipped = annotation.get("was_cancelled") is True
    chosen = CANNOT_TELL if is_skipped else _class(parts, class_names)
    lead = annotation.get("lead_time")
    is_time = isinstance(lead, int | float) and not isinstance(lead, bool) and 0 <= lead < 1e9
    return TaskLabel(
        Vote(split, index, worker, chosen, SIMULATED in words),
        tuple(text for text in words if text != SIMULATED),
        float(lead) if is_time and lead is not None else None,
        _moment(annotation.get("created_at")),
    )


def _class(parts: Sequence[Mapping[str, Any]], class_names: Sequence[str]) -> int:
    choices = [part for part in parts if part.get("type") == CHOICES]
    own = [part for part in choices if part.get("from_name") == LABEL] or choices
    value = own[0].get("value") if own else None
    names = value.get("choices") if isinstance(value, dict) else None
    if not isinstance(names, list) or not names:
        raise RowError("no class chosen")
    if len(names) > 1:
        raise RowError(f"{len(names)} classes chosen")
    return class_of(str(names[0]), class_names)


def _texts(parts: Sequence[Mapping[str, Any]], name: str) -> tuple[str, ...]:
    found: list[str] = []
    for part in parts:
        value = part.get("value")
        if part.get("from_name") == name and part.get("type") == TEXT and isinstance(value, dict):
            texts = value.get("text")
            found += [texts] if isinstance(texts, str) else texts if isinstance(texts, list) else []
    return tuple(text for text in map(str, found) if text.strip())


def _who(completed_by: Any) -> str:
    """Return what a person is called: Label Studio tells an address, or a number alone."""
    if isinstance(completed_by, dict):
        names = (completed_by.get("first_name"), completed_by.get("last_name"))
        called = " ".join(str(name) for name in names if name)
        return str(completed_by.get("email") or called or completed_by.get("id") or NOBODY)
    return NOBODY if completed_by is None else f"annotator {completed_by}"


def _moment(text: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return None if at is None else at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)


def _refused(path: Path, found: str) -> DataError:
    return DataError(
        path,
        expected=f"{WHAT}, as a JSON list",
        found=found,
        remedy="export them as JSON, not as JSON-MIN",
    )

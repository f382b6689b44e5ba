"""Tells a file of people's labels from others by what it says; light, and soon done."""

import json
import re
from pathlib import Path

from fmnist_gui.core.exchange import csv_text
from fmnist_gui.core.intake.label_kind import LabelFormat

_START_BYTES = 1 << 16
_OWN = {"id", "session_id", "annotator_id", "image_index", "chosen", "answered_at"}
_TABLES: tuple[tuple[LabelFormat, frozenset[str]], ...] = (
    ("csv", frozenset(_OWN)),
    ("crowd", frozenset(("task", "worker", "label"))),
    ("model-vs-human", frozenset(("subj", "object_response", "imagename"))),
    ("cifar10h", frozenset(("annotator_id", "chosen_label", "trial_index"))),
)
_MATRIX = "image_index"
_PARQUET = b"PAR1"
_TASK = re.compile(rb'"(annotations|completions|total_annotations)"\s*:|"data"\s*:\s*\{')


def recognised(path: Path) -> LabelFormat | None:
    """Return the format of the labels in the file at `path`, None if it holds none.

    Nothing is said about whether the file is sound.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            start = file.read(_START_BYTES)
    except OSError:
        # Who reads it as something else says what is wrong with it.
        return None
    if start.startswith(_PARQUET):
        return "parquet"
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    first = next(iter(start.decode(encoding, "replace").splitlines()), "").strip()
    if first.startswith("["):
        return "label-studio" if _TASK.search(start) else None
    if first.startswith("{"):
        return "jsonl" if _is_own_object(first) else None
    return _table(first)


def _is_own_object(line: str) -> bool:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.keys() >= _OWN


def _table(header: str) -> LabelFormat | None:
    tables = [csv_text.cells_of(header, delimiter) for delimiter in csv_text.DELIMITERS]
    for cells in tables:
        for format, columns in _TABLES:
            if columns <= set(cells):
                return format
    is_matrix = any(len(cells) > 1 and cells[0] == _MATRIX for cells in tables)
    return "cleanlab" if is_matrix else None

"""Label patches as CSV: ``split,index,old,new,decision,reviewer,decided_at,reason``."""

import csv
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import fingerprint_line
from fmnist_gui.core.exchange.cell import guarded, unguarded
from fmnist_gui.core.exchange.text_file import read_text
from fmnist_gui.core.review.decision import DECISION_KINDS
from fmnist_gui.core.review.patch import Patch, PatchRow, Place

MARK = "# fmnist-gui label patch 1"
HEADER = ("split", "index", "old", "new", "decision", "reviewer", "decided_at", "reason")
LARGEST_BYTES = 64 * 1024 * 1024
MOST_DIGITS = 9


def write(path: Path, patch: Patch) -> None:
    """Write the patch to `path`, whole or not at all; the same patch gives the same bytes.

    Raises DataError when there is no place.
    """
    with replacing(path) as file:
        file.write(text(patch).encode())


def text(patch: Patch) -> str:
    """Return what :func:`write` writes. Times are ISO 8601 in UTC."""
    buffer = io.StringIO()
    buffer.write(fingerprint_line.line(MARK, sorted(patch.fingerprints.items())))
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(HEADER)
    for row in patch.rows:
        at = row.decided_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        reviewer, reason = guarded(row.reviewer), guarded(row.reason)
        table.writerow((row.split, row.index, row.old, row.new, row.decision, reviewer, at, reason))
    return buffer.getvalue()


def is_patch(path: Path) -> bool:
    """Return whether the file begins as a patch does; False for what cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(MARK) + 3).removeprefix(b"\xef\xbb\xbf").startswith(MARK.encode())
    except OSError:
        return False


def read(path: Path, *, classes: int) -> Patch:
    """Return the patch in `path`, for data of `classes` classes.

    Rows may stand in any order. Raises DataError that names the line, also for two rows about one
    image.
    """
    content = read_text(
        path,
        lambda found: _refused(path, "a label patch", found=found),
        largest_bytes=LARGEST_BYTES,
    )
    lines = csv.reader(io.StringIO(content, newline=""))
    rows: dict[Place, PatchRow] = {}
    try:
        fingerprints = _fingerprints(path, next(lines, []))
        _check_header(path, next(lines, []))
        for cells in lines:
            if cells:
                line = lines.line_num
                row = _row(path, cells, line=line, classes=classes, fingerprints=fingerprints)
                if (before := rows.get(row.place)) is not None:
                    same = "the same again" if before == row else "another decision"
                    found = f"{same} about {row.split} {row.index} in line {line}"
                    raise _refused(path, "one row an image", found=found)
                rows[row.place] = row
    except csv.Error as error:
        found = f"{error} in line {lines.line_num}"
        raise _refused(path, "comma-separated values", found=found) from error
    return Patch(fingerprints, tuple(rows[place] for place in sorted(rows)))


def _fingerprints(path: Path, cells: list[str]) -> dict[str, str]:
    if not cells or cells[0].strip() != MARK:
        first = repr(",".join(cells)[:60]) if cells else "nothing"
        raise _refused(path, f"{MARK!r} in line 1", found=first)
    found = fingerprint_line.fingerprints_of(cells)
    if not found:
        raise _refused(path, "the fingerprints of its data in line 1", found="none")
    return found


def _check_header(path: Path, cells: list[str]) -> None:
    if tuple(cell.strip() for cell in cells) != HEADER:
        expected = f"a header {','.join(HEADER)} in line 2"
        found = repr(",".join(cells)[:60]) if cells else "nothing"
        raise _refused(path, expected, found=found)


def _row(
    path: Path, cells: list[str], *, line: int, classes: int, fingerprints: Mapping[str, str]
) -> PatchRow:
    if len(cells) != len(HEADER):
        found = f"{len(cells)} in line {line}"
        raise _refused(path, f"{len(HEADER)} values a line", found=found)
    split, kind = cells[0].strip(), cells[4].strip()
    if split not in fingerprints:
        names = " or ".join(fingerprints)
        raise _refused(path, f"images of {names}", found=f"{split[:20]!r} in line {line}")
    if kind not in DECISION_KINDS:
        expected = f"one of {', '.join(DECISION_KINDS)}"
        raise _refused(path, expected, found=f"{kind[:20]!r} in line {line}")
    index = _number(path, cells[1], "the index of an image", line=line)
    old, new = (_class(path, cell, line=line, classes=classes) for cell in cells[2:4])
    if kind != "relabel" and old != new:
        found = f"{old} to {new} in line {line}"
        raise _refused(path, f"no other label where the decision is {kind}", found=found)
    return PatchRow(
        split,
        index,
        old,
        new,
        kind,
        unguarded(cells[5]),
        _time(path, cells[6], line=line),
        unguarded(cells[7]),
    )


def _class(path: Path, cell: str, *, line: int, classes: int) -> int:
    number = _number(path, cell, f"a class from 0 to {classes - 1}", line=line)
    if number >= classes:
        expected = f"a class from 0 to {classes - 1}"
        raise _refused(path, expected, found=f"{number} in line {line}")
    return number


def _number(path: Path, cell: str, what: str, *, line: int) -> int:
    digits = cell.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
        raise _refused(path, what, found=f"{digits[:20]!r} in line {line}")
    return int(digits)


def _time(path: Path, cell: str, *, line: int) -> datetime:
    try:
        at = datetime.fromisoformat(cell.strip())
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        expected = "a time as 2026-01-31T12:00:00Z"
        raise _refused(path, expected, found=f"{cell[:30]!r} in line {line}")
    return at.astimezone(UTC)


def _refused(path: Path, expected: str, *, found: str) -> DataError:
    remedy = "choose a patch that was exported here, or mend the line"
    return DataError(path, expected=expected, found=found, remedy=remedy)

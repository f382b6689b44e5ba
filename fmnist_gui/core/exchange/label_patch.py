"""Label patches as CSV: ``split,index,old,new,decision,reviewer,decided_at,reason``.

What several reviewers say alike of an image stands in a row for each of them, with the note and the
time of each. The reason is the note; for ambiguous images and duplicates it begins as in
:mod:`.braced`.
"""

from pathlib import Path

from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import csv_text, fingerprint_line
from fmnist_gui.core.exchange.braced import Saying, braced, is_set, unbraced
from fmnist_gui.core.exchange.cell import guarded, unguarded
from fmnist_gui.core.exchange.own_table import OwnTable, moment
from fmnist_gui.core.exchange.patch_mark import MARK
from fmnist_gui.core.review.decision import CONCLUSIVE, DECISION_KINDS, DecisionKind
from fmnist_gui.core.review.patch import Patch, PatchRow, Place
from fmnist_gui.core.session.name import SHOWN, checked_name

HEADER = ("split", "index", "old", "new", "decision", "reviewer", "decided_at", "reason")
KINDS = tuple(kind for kind in DECISION_KINDS if kind in CONCLUSIVE)
"""The decisions that a patch tells of: all that conclude something."""

MOST_CLASSES = 256
"""As many as a data set can have, for patches that are read without one."""


def write(path: Path, patch: Patch) -> None:
    """Write the patch to `path`, whole or not at all; the same patch gives the same bytes.

    Raises DataError when there is no place.
    """
    with replacing(path) as file:
        file.write(text(patch).encode())


def text(patch: Patch) -> str:
    """Return what :func:`write` writes. Times are ISO 8601 in UTC."""
    lines = [
        fingerprint_line.line(MARK, patch.fingerprints.items()),
        csv_text.line(HEADER),
        *(csv_text.line(_cells(row)) for row in patch.rows),
    ]
    return "".join(lines)


def _cells(row: PatchRow) -> tuple[object, ...]:
    reason = braced(Saying(row.reason, row.classes, row.original), row.decision)
    said = row.decision, guarded(row.reviewer), moment(row.decided_at), guarded(reason)
    return guarded(row.split), row.index, row.old, row.new, *said


def read(path: Path, *, classes: int = MOST_CLASSES) -> Patch:
    """Return the patch in `path`, for data of `classes` classes.

    Rows may stand in any order. Raises DataError that names the line, also for two rows about one
    image by the same reviewer, and for rows that contradict each other.
    """
    table = OwnTable(path, mark=MARK, header=HEADER, what="a label patch")
    rows: dict[Place, dict[str, PatchRow]] = {}
    for cells in table.rows():
        row = _row(table, cells, classes)
        own = rows.setdefault(row.place, {})
        about = f"about {row.split} {row.index}"
        if any(before.outcome != row.outcome for before in own.values()):
            raise table.refused("one decision an image", f"another decision {about}")
        if row.reviewer in own:
            raise table.refused("one row an image and reviewer", f"the same again {about}")
        own[row.reviewer] = row
    ordered = sorted((row for own in rows.values() for row in own.values()), key=lambda r: r.order)
    return Patch(table.fingerprints, tuple(ordered), path)


def _row(table: OwnTable, cells: list[str], classes: int) -> PatchRow:
    split, kind = table.split(cells[0]), cells[4].strip()
    if kind not in KINDS:
        raise table.refused(f"one of {', '.join(KINDS)}", repr(kind[:20]))
    index = table.number(cells[1], "the index of an image")
    old, new = (table.class_number(cell, classes) for cell in cells[2:4])
    if kind != "relabel" and old != new:
        raise table.refused(f"no other label where the decision is {kind}", f"{old} to {new}")
    if kind == "relabel" and old == new:
        raise table.refused("another label where the decision is relabel", f"{old} again")
    saying = _saying(table, unguarded(cells[7]), kind=kind, classes=classes)
    if saying.original is not None and saying.original[0] not in table.fingerprints:
        names = " or ".join(table.fingerprints)
        found = repr(saying.original[0][:20])
        raise table.refused(f"an original among the images of {names}", found)
    if saying.original == (split, index):
        raise table.refused("a duplicate of another image", f"{split} {index} itself")
    return PatchRow(
        split,
        index,
        old,
        new,
        kind,
        _reviewer(table, unguarded(cells[5])),
        table.time(cells[6]),
        saying.note,
        saying.classes,
        saying.original,
    )


def _reviewer(table: OwnTable, name: str) -> str:
    try:
        checked_name(name)
    except RequestError as error:
        found = repr(name[:SHOWN]) if name.strip() else "none"
        raise table.refused("the name of a reviewer", found) from error
    return name


def _saying(table: OwnTable, reason: str, *, kind: DecisionKind, classes: int) -> Saying:
    """Return what the reason says. Raises DataError for braces that hold what they should not."""
    saying = unbraced(reason, kind)
    if kind == "duplicate" and (saying is None or saying.original is None):
        raise table.refused("the original of a duplicate as {train 123}", repr(reason[:20]))
    if saying is None or not is_set(saying.classes, classes):
        expected = f"two classes or more from 0 to {classes - 1}, as {{2 4 6}}"
        raise table.refused(expected, repr(reason[:20]))
    return saying

"""All that reviewers did, as CSV: every decision with every field, and what took it back."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from uuid import UUID

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import csv_text, fingerprint_line
from fmnist_gui.core.exchange.cell import guarded, unguarded
from fmnist_gui.core.exchange.own_table import OwnTable, moment
from fmnist_gui.core.review.decision import DECISION_KINDS, Decision, DecisionKind, Original, check
from fmnist_gui.core.review.history import Log, Withdrawal, standing
from fmnist_gui.core.session.record import Annotator

MARK = "# fmnist-gui decisions 1"
_WHAT = ("event", "id", "split", "index", "label", "decision", "to_class", "classes")
_ORIGINAL = ("original_fingerprint", "original_split", "original_index")
_HOW = ("reviewer", "reviewer_id", "at", "queue", "step", "is_blind", "note", "stands")
HEADER = (*_WHAT, *_ORIGINAL, *_HOW, "takes_back")
DECIDED, UNDONE, REDONE = "decided", "undone", "redone"
"""What happened: a decision, that it was taken back, that it stands again."""

YES, NO = "yes", "no"


def write(path: Path, splits: Iterable[Split], logs: Mapping[str, Log]) -> None:
    """Write the log of each split, by its fingerprint, to `path`, whole or not at all.

    Raises DataError when there is no place.
    """
    replace_all({path: text(tuple(splits), logs).encode()})


def text(splits: Iterable[Split], logs: Mapping[str, Log]) -> str:
    """Return what :func:`write` writes; the same logs give the same bytes."""
    parts = tuple(splits)
    lines = [
        fingerprint_line.line(MARK, ((part.name, part.fingerprint) for part in parts)),
        csv_text.line(HEADER),
        *(
            csv_text.line(cells[name] for name in HEADER)
            for part in parts
            for cells in _rows(part, logs.get(part.fingerprint, ()))
        ),
    ]
    return "".join(lines)


def _rows(split: Split, log: Log) -> Iterator[dict[str, object]]:
    stand = {decision.id for decision in standing(log)}
    made = {entry.id: entry for entry in log if isinstance(entry, Decision)}
    for entry in log:
        index = (entry if isinstance(entry, Decision) else made[entry.decision_id]).image_index
        cells: dict[str, object] = dict.fromkeys(HEADER, "")
        cells |= {
            "id": entry.id,
            "split": guarded(split.name),
            "index": index,
            "label": int(split.labels[index]),
            "reviewer": guarded(entry.annotator.name),
            "reviewer_id": entry.annotator.id,
            "at": moment(entry.at),
        }
        if isinstance(entry, Decision):
            cells |= {"event": DECIDED, "stands": YES if entry.id in stand else NO}
            cells |= _decided(entry)
        else:
            cells["event"] = REDONE if entry.is_back else UNDONE
            cells["takes_back"] = entry.decision_id
        yield cells


def _decided(decision: Decision) -> dict[str, object]:
    cells: dict[str, object] = {
        "decision": decision.kind,
        "to_class": "" if decision.to_class is None else decision.to_class,
        "classes": " ".join(map(str, decision.classes)),
        "queue": guarded(decision.queue),
        "step": decision.step or "",
        "is_blind": YES if decision.is_blind else NO,
        "note": guarded(decision.note),
    }
    if (original := decision.original) is not None:
        cells["original_fingerprint"] = original.fingerprint
        cells["original_split"] = guarded(original.split)
        cells["original_index"] = original.index
    return cells


def read(
    path: Path, splits: Iterable[Split], *, classes: int
) -> dict[str, tuple[Decision | Withdrawal, ...]]:
    """Return the log of each of `splits` in `path`, by its fingerprint.

    Raises DataError that names the line, also for a table of other data, for a label that the data
    does not have, and where something is taken back that was never decided.
    """
    table = OwnTable(path, mark=MARK, header=HEADER, what="a table of decisions")
    here = {split.name: split for split in splits}
    _check_data(table, here)
    logs: dict[str, list[Decision | Withdrawal]] = {s.fingerprint: [] for s in here.values()}
    met: dict[UUID, str] = {}
    ids: set[UUID] = set()
    for values in table.rows():
        cells = dict(zip(HEADER, values, strict=True))
        split = here[table.split(cells["split"])]
        entry = _entry(table, cells, split=split, classes=classes)
        if entry.id in ids:
            raise table.refused("each id once", f"{entry.id} again")
        if isinstance(entry, Withdrawal) and met.get(entry.decision_id) != split.fingerprint:
            raise table.refused("a decision above to take back", str(entry.decision_id))
        ids.add(entry.id)
        if isinstance(entry, Decision):
            met[entry.id] = split.fingerprint
        logs[split.fingerprint].append(entry)
    return {fingerprint: tuple(log) for fingerprint, log in logs.items()}


def _check_data(table: OwnTable, here: Mapping[str, Split]) -> None:
    for name, told in table.fingerprints.items():
        known = here[name].fingerprint if name in here else None
        if told != known:
            raise DataError(
                table.path,
                expected=f"decisions about {name} data with fingerprint {(known or 'none')[:16]!r}",
                found=repr(told[:16]),
                remedy="open the data for which the table was written",
            )


def _entry(
    table: OwnTable, cells: Mapping[str, str], *, split: Split, classes: int
) -> Decision | Withdrawal:
    index = table.number(cells["index"], "the index of an image")
    if index >= len(split):
        raise table.refused(f"an index of {split.name} below {len(split):,}", str(index))
    label = int(split.labels[index])
    if table.class_number(cells["label"], classes) != label:
        raise table.refused(f"the label {label} of {split.name} {index}", cells["label"][:20])
    id, at = _uuid(table, cells["id"]), table.time(cells["at"])
    annotator = Annotator(_uuid(table, cells["reviewer_id"]), unguarded(cells["reviewer"]))
    event = cells["event"].strip()
    if event == DECIDED:
        made = Decision(
            id=id,
            annotator=annotator,
            fingerprint=split.fingerprint,
            split=split.name,
            image_index=index,
            at=at,
            kind=_kind(table, cells["decision"]),
            to_class=_optional_class(table, cells["to_class"], classes),
            classes=tuple(table.class_number(c, classes) for c in cells["classes"].split()),
            original=_original(table, cells),
            queue=unguarded(cells["queue"]),
            step=_uuid(table, cells["step"]) if cells["step"] else None,
            is_blind=cells["is_blind"].strip() == YES,
            note=unguarded(cells["note"]),
        )
        try:
            check(made)
        except RequestError as error:
            raise table.refused("a decision that is whole", f"that {error}") from error
        return made
    if event not in (UNDONE, REDONE):
        raise table.refused(f"one of {DECIDED}, {UNDONE}, {REDONE}", repr(event[:20]))
    return Withdrawal(id, _uuid(table, cells["takes_back"]), annotator, at, event == REDONE)


def _kind(table: OwnTable, cell: str) -> DecisionKind:
    kind = cell.strip()
    if kind not in DECISION_KINDS:
        raise table.refused(f"one of {', '.join(DECISION_KINDS)}", repr(kind[:20]))
    return kind


def _optional_class(table: OwnTable, cell: str, classes: int) -> int | None:
    return table.class_number(cell, classes) if cell.strip() else None


def _original(table: OwnTable, cells: Mapping[str, str]) -> Original | None:
    fingerprint = cells["original_fingerprint"].strip()
    if not fingerprint:
        return None
    index = table.number(cells["original_index"], "the index of an original")
    return Original(fingerprint, unguarded(cells["original_split"]), index)


def _uuid(table: OwnTable, cell: str) -> UUID:
    try:
        return UUID(cell.strip())
    except ValueError:
        raise table.refused("an id", repr(cell[:40])) from None

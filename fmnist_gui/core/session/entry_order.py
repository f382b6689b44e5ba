"""The one order of the entries of a session that was gone on with at two places."""

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import accumulate
from uuid import UUID

from fmnist_gui.core.session.record import Answer, Entry, Retraction

Key = tuple[datetime, datetime, UUID]


def united(here: Sequence[Entry], there: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries of both, each once; the order is the same whichever is given first.

    What one place wrote keeps its order. Where both went on from the same point, the earlier entry
    comes first; a clock that was set back counts as standing still. Of two entries with the same
    id that of `here` is taken.
    """
    ours, theirs = _queue(here), _queue(there)
    known = {entry.id: entry for entry in here}
    ids_there = {entry.id for entry in there}
    found: dict[UUID, Entry] = {}
    while ours and theirs:
        (key, entry), (other_key, other) = ours[0], theirs[0]
        if entry.id in found:
            ours.popleft()
        elif other.id in found:
            theirs.popleft()
        else:
            # What both know waits until everything before it has come, at either place.
            waits, other_waits = entry.id in ids_there, other.id in known
            is_ours = key <= other_key if waits == other_waits else other_waits
            if waits and entry.id == other.id:
                is_ours = True
            _, taken = ours.popleft() if is_ours else theirs.popleft()
            found[taken.id] = taken
    for _, entry in (*ours, *theirs):
        found.setdefault(entry.id, entry)
    return tuple(known.get(entry.id, entry) for entry in found.values())


def _queue(entries: Iterable[Entry]) -> deque[tuple[Key, Entry]]:
    """Return the entries with what they are compared by: the latest moment up to each of them."""
    kept = tuple(entries)
    latest = accumulate(map(_moment, kept), max)
    return deque(
        ((until, _moment(entry), entry.id), entry)
        for until, entry in zip(latest, kept, strict=True)
    )


def _moment(entry: Entry) -> datetime:
    if isinstance(entry, Answer):
        return entry.answered_at
    return entry.retracted_at if isinstance(entry, Retraction) else entry.at

"""Many whole sessions, some hundred in one query: one by one each takes five."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.session.record import History
from fmnist_gui.store.entry_row import read_all_entries
from fmnist_gui.store.session_row import read_sessions

_AT_ONCE = 200
"""Sessions read before somebody is asked whether to go on: some ten thousand answers."""


def read_histories(
    connection: Connection,
    seqs: Sequence[int],
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Iterator[History]:
    """Give the sessions with these row numbers, in this order; `report` gets sessions.

    Raises StoreError when a deck was altered on the disk, and Cancelled.
    """
    for first in range(0, len(seqs), _AT_ONCE):
        if is_cancelled():
            raise Cancelled
        report(first, len(seqs))
        some = seqs[first : first + _AT_ONCE]
        headers = read_sessions(connection, some)
        entries = read_all_entries(connection, {seq: headers[seq].id for seq in some})
        for seq in some:
            yield History(headers[seq], entries[seq])
    report(len(seqs), len(seqs))

"""The sessions of an attached database with all their entries, most of them in bulk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Connection, Table

from fmnist_gui.store.merge import Merged
from fmnist_gui.store.merge_table import PERSON, last_seq, scalar
from fmnist_gui.store.schema import ANSWER, RETRACTION, SESSION, SESSION_EVENT

ENTRIES = (ANSWER, RETRACTION, SESSION_EVENT)
"""The tables of what a session is made of, which draw ``seq`` from one sequence."""

_BY_NUMBER, _BY_ID = "m.seq = o.seq + v.shift", "m.id = o.id"
"""Two ways to find the entry here that is to be the same as one there; the first is a guess."""

CHUNK = 20_000
"""Numbers of rows taken over before somebody is asked whether to go on."""

Heed = Callable[[int], None]
"""Called with the number of rows done since the last call; raises Cancelled to stop."""

Expect = Callable[[int], None]
"""Called with the number of answers that are about to come."""

_VISIT = "guest_session"
"""A temporary table: the row of each session there, of the same one here, and what is to be done.

``way`` is "bulk" for one that is new here with all its entries, "known" for one of which
everything is here, and "one by one" for all others. ``shift`` is by how much the numbers of a
known one's entries are greater here, as one of its answers tells: what came in bulk kept its order
and its gaps, so that the others are found by their numbers, at a fifth of what it costs by ids.
"""


def take_in_bulk(
    connection: Connection, there: str, heed: Heed, expect: Expect
) -> tuple[Merged, tuple[UUID, ...]]:
    """Add all sessions of which nothing is here yet; count those of which everything is.

    Return what came of them, and the ids of those that are to be merged one by one: of which
    something is here and something is not, or whose person, study or ids do not fit.
    """
    sort_sessions(connection, there)
    heed(0)
    known = count_known(connection, there)
    heed(known)
    coming = {table: _count(connection, there, table, way="bulk") for table in ENTRIES}
    expect(coming[ANSWER])
    connection.exec_driver_sql("SAVEPOINT bulk")
    added = _copy(connection, there, heed)
    if added != coming:
        # Some of their ids are taken by entries of other sessions; it is dear to ask which.
        connection.exec_driver_sql("ROLLBACK TO bulk")
        for table in ENTRIES:
            _let(connection, "one by one", _taken_ids(table, there))
        added = _copy(connection, there, heed)
    connection.exec_driver_sql("RELEASE bulk")
    merged = Merged(
        added=sum(added.values()),
        already_there=known,
        answers=added[ANSWER],
        sessions=_ids(connection, there, way="bulk"),
    )
    return merged, _ids(connection, there, way="one by one")


@contextmanager
def indexed_at_once(connection: Connection) -> Iterator[Expect]:
    """Give what is told how many answers are expected; their indexes are complete afterwards.

    Where there are more of them than were there, to make the indexes anew takes less time than
    to keep them up row by row.
    """
    dropped: dict[str, str] = {}

    def expect(answers: int) -> None:
        if dropped or answers <= max(CHUNK, scalar(connection, "SELECT count(*) FROM answer")):
            return
        query = "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        for name, definition in connection.exec_driver_sql(f"{query} AND tbl_name = 'answer'"):
            dropped[name] = definition
        for name in dropped:
            connection.exec_driver_sql(f"DROP INDEX main.{name}")

    yield expect
    for definition in dropped.values():
        connection.exec_driver_sql(definition)


def sort_sessions(connection: Connection, there: str) -> bool:
    """Note what is to be done with each session; tell whether everything of all of them is here."""
    run = connection.exec_driver_sql
    run(f"DROP TABLE IF EXISTS temp.{_VISIT}")
    run(
        f"CREATE TEMP TABLE {_VISIT} "
        "(there INTEGER PRIMARY KEY, here INTEGER, way TEXT NOT NULL, shift INTEGER)"
    )
    run(
        f"INSERT INTO temp.{_VISIT} (there, here, way) "
        "SELECT o.seq, m.seq, iif(m.seq IS NULL, 'bulk', 'known') "
        f"FROM {there}.session o LEFT JOIN main.session m ON m.id = o.id"
    )
    _let(connection, "one by one", _other_headers(there))
    if _ids(connection, there, way="known"):
        run(
            f"UPDATE temp.{_VISIT} SET shift = (SELECT m.seq - o.seq FROM {there}.answer o "
            f"JOIN main.answer m ON m.id = o.id WHERE o.session_seq = {_VISIT}.there LIMIT 1) "
            "WHERE way = 'known'"
        )
        for table in ENTRIES:
            _let(connection, "doubtful", _other_entries(table, there, "known", _BY_NUMBER))
        for table in ENTRIES:
            _let(connection, "one by one", _other_entries(table, there, "doubtful", _BY_ID))
        run(f"UPDATE temp.{_VISIT} SET way = 'known' WHERE way = 'doubtful'")
    return not scalar(connection, f"SELECT count(*) FROM temp.{_VISIT} WHERE way != 'known'")


def _ids(connection: Connection, there: str, *, way: str) -> tuple[UUID, ...]:
    ids = connection.exec_driver_sql(
        f"SELECT o.id FROM {there}.session o JOIN temp.{_VISIT} v ON v.there = o.seq "
        "WHERE v.way = ? ORDER BY o.seq",
        (way,),
    ).scalars()
    return tuple(UUID(hex=id_) for id_ in ids)


def _let(connection: Connection, way: str, sessions: str) -> None:
    """Let the sessions there that the query `sessions` gives go this way."""
    connection.exec_driver_sql(
        f"UPDATE temp.{_VISIT} SET way = ? WHERE there IN ({sessions})", (way,)
    )


def _other_headers(there: str) -> str:
    """Give sessions of which nobody knows the person, or the study, or the same header."""
    plain = [c.name for c in SESSION.c if c.name not in ("seq", "id", "annotator_seq")]
    differs = " OR ".join(f"m.{name} IS NOT o.{name}" for name in plain)
    return (
        f"SELECT o.seq FROM {there}.session o LEFT JOIN main.session m ON m.id = o.id "
        f"LEFT JOIN temp.{PERSON} p ON p.there = o.annotator_seq "
        "WHERE p.here IS NULL OR (o.study_sha256 != '' AND NOT EXISTS "
        "(SELECT 1 FROM main.study s WHERE s.sha256 = o.study_sha256)) "
        f"OR (m.seq IS NOT NULL AND (m.annotator_seq != p.here OR {differs}))"
    )


def _other_entries(table: Table, there: str, way: str, match: str) -> str:
    """Give sessions of a way that are here, but not with these entries, found by `match`."""
    told = {"session_seq": "v.here"}
    for column in table.c:
        # How often a trial was answered follows from the rest.
        if column.name not in ("seq", "session_seq", "answer_seq", "revision"):
            told[column.name] = f"o.{column.name}"
    joins = ""
    if table is RETRACTION:
        joins = (
            f"JOIN {there}.answer a ON a.seq = o.answer_seq "
            "LEFT JOIN main.answer ma ON ma.id = a.id "
        )
        told["answer_seq"] = "ma.seq"
    differs = " OR ".join(f"m.{name} IS NOT {value}" for name, value in told.items())
    return (
        f"SELECT DISTINCT o.session_seq FROM {there}.{table.name} o "
        f"JOIN temp.{_VISIT} v ON v.there = o.session_seq AND v.way = '{way}' {joins}"
        f"LEFT JOIN main.{table.name} m ON {match} WHERE {differs}"
    )


def _taken_ids(table: Table, there: str) -> str:
    """Give new sessions of which an entry's id belongs to another one here."""
    return (
        f"SELECT o.session_seq FROM {there}.{table.name} o "
        f"JOIN temp.{_VISIT} v ON v.there = o.session_seq AND v.way = 'bulk' "
        f"WHERE EXISTS (SELECT 1 FROM main.{table.name} m WHERE m.id = o.id)"
    )


def count_known(connection: Connection, there: str) -> int:
    """Return how many entries the sessions have of which :func:`sort_sessions` found all here."""
    return sum(_count(connection, there, table, way="known") for table in ENTRIES)


def _count(connection: Connection, there: str, table: Table, *, way: str) -> int:
    return scalar(
        connection,
        f"SELECT count(*) FROM {there}.{table.name} o "
        f"JOIN temp.{_VISIT} v ON v.there = o.session_seq AND v.way = '{way}'",
    )


def _copy(connection: Connection, there: str, heed: Heed) -> dict[Table, int]:
    """Copy the sessions that are to come in bulk; return how many entries of each table came."""
    _copy_headers(connection, there)
    added = dict.fromkeys(ENTRIES, 0)
    base, end = last_seq(connection, ENTRIES), last_seq(connection, ENTRIES, of=there)
    if not _ids(connection, there, way="bulk"):
        return added
    for first in range(0, end, CHUNK):
        before = sum(added.values())
        for table in ENTRIES:
            insertion = _insertion(table, there, base=base)
            added[table] += connection.exec_driver_sql(insertion, (first, first + CHUNK)).rowcount
        heed(sum(added.values()) - before)
    return added


def _copy_headers(connection: Connection, there: str) -> None:
    base = last_seq(connection, (SESSION,))
    taken = {c.name: f"o.{c.name}" for c in SESSION.c}
    taken |= {"seq": f"{base} + o.seq", "annotator_seq": "p.here"}
    connection.exec_driver_sql(
        f"INSERT INTO main.session ({', '.join(taken)}) SELECT {', '.join(taken.values())} "
        f"FROM {there}.session o JOIN temp.{PERSON} p ON p.there = o.annotator_seq "
        f"JOIN temp.{_VISIT} v ON v.there = o.seq AND v.way = 'bulk' ORDER BY o.seq"
    )
    connection.exec_driver_sql(f"UPDATE temp.{_VISIT} SET here = {base} + there WHERE way = 'bulk'")


def _insertion(table: Table, there: str, *, base: int) -> str:
    """Return the statement for new entries behind `base` whose number there is in a range."""
    taken = {c.name: f"o.{c.name}" for c in table.c}
    taken |= {"seq": f"{base} + o.seq", "session_seq": "v.here"}
    joins = ""
    if table is RETRACTION:
        # The answer has come just before; one whose id is taken has not.
        joins = f"JOIN main.answer ma ON ma.seq = {base} + o.answer_seq "
        taken["answer_seq"] = "ma.seq"
    return (
        f"INSERT INTO main.{table.name} ({', '.join(taken)}) SELECT {', '.join(taken.values())} "
        f"FROM {there}.{table.name} o "
        f"JOIN temp.{_VISIT} v ON v.there = o.session_seq AND v.way = 'bulk' {joins}"
        "WHERE o.seq > ? AND o.seq <= ? ORDER BY o.seq ON CONFLICT (id) DO NOTHING"
    )

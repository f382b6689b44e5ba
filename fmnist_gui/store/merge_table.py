"""One table of an attached database into the same table here: a union by id, in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table

from fmnist_gui.store.schema import (
    ANNOTATOR,
    AUDIT,
    DECISION,
    DECK,
    DEPARTURE,
    EXPOSURE,
    PANEL,
    PARTICIPATION,
    STUDY,
    STUDY_EVENT,
    TAG_EVENT,
    WITHDRAWAL,
)

PERSON = "guest_person"
"""A temporary table: the rows of the people there, and of the same people here."""

_DECISION_LOG = (DECISION, WITHDRAWAL)

RECORDS: tuple[tuple[Table, ...], ...] = (
    (PANEL,),
    (EXPOSURE,),
    _DECISION_LOG,
    (AUDIT,),
    (TAG_EVENT,),
    (STUDY,),
    (STUDY_EVENT,),
    (PARTICIPATION,),
    (DEPARTURE,),
)
"""What lasts beside sessions, each with the tables that draw ``seq`` from one sequence."""

_EARLIEST = {EXPOSURE: ("annotator_seq", "fingerprint", "image_index"), STUDY: ("sha256",)}
"""Tables of what happens once, however many noted it, and by which columns their notes are alike.

Of such notes the first stays.
"""


_NEW_DECK = "NOT EXISTS (SELECT 1 FROM main.deck m WHERE m.sha256 = o.sha256)"


@dataclass(frozen=True)
class Union:
    """What came of a table: rows new here, the same here, and others here under the same id."""

    added: int = 0
    already_there: int = 0
    conflicts: tuple[str, ...] = ()

    def __add__(self, other: "Union") -> "Union":
        """Return both together."""
        return Union(
            self.added + other.added,
            self.already_there + other.already_there,
            self.conflicts + other.conflicts,
        )


def scalar(connection: Connection, query: str) -> int:
    """Return the one number that `query` gives."""
    return int(connection.exec_driver_sql(query).scalar_one())


def last_seq(connection: Connection, tables: Sequence[Table], *, of: str = "main") -> int:
    """Return the greatest number that a row of `tables` has in a database, 0 for none."""
    parts = " UNION ALL ".join(f"SELECT max(seq) AS n FROM {of}.{t.name}" for t in tables)
    return scalar(connection, f"SELECT coalesce(max(n), 0) FROM ({parts})")


def unite_people(connection: Connection, there: str) -> Union:
    """Add the annotators of the attached database `there`, and note who is who.

    Somebody whose id is here under another name is not the same, and nothing of theirs comes.
    """
    base = last_seq(connection, (ANNOTATOR,))
    added = connection.exec_driver_sql(
        f"INSERT INTO main.annotator (seq, id, name) SELECT {base} + o.seq, o.id, o.name "
        f"FROM {there}.annotator o "
        "WHERE NOT EXISTS (SELECT 1 FROM main.annotator m WHERE m.id = o.id)"
    ).rowcount
    same = recognise_people(connection, there)
    strange = connection.exec_driver_sql(
        f"SELECT id FROM {there}.annotator WHERE seq NOT IN (SELECT there FROM temp.{PERSON})"
    ).scalars()
    return Union(added, same - added, tuple(strange))


def recognise_people(connection: Connection, there: str) -> int:
    """Note who of the attached database is who here; return how many of them are here."""
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{PERSON}")
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE {PERSON} (there INTEGER PRIMARY KEY, here INTEGER NOT NULL)"
    )
    return connection.exec_driver_sql(
        f"INSERT INTO temp.{PERSON} SELECT o.seq, m.seq FROM {there}.annotator o "
        "JOIN main.annotator m ON m.id = o.id AND m.name = o.name"
    ).rowcount


def unite_decks(connection: Connection, there: str) -> None:
    """Add the decks of the attached database, which are known by their content."""
    columns = ", ".join(c.name for c in DECK.c)
    connection.exec_driver_sql(
        f"INSERT INTO main.deck ({columns}) SELECT {columns} FROM {there}.deck o WHERE {_NEW_DECK}"
    )


def count_new_decks(connection: Connection, there: str) -> int:
    """Return how many decks :func:`unite_decks` would add."""
    return scalar(connection, f"SELECT count(*) FROM {there}.deck o WHERE {_NEW_DECK}")


def unite(connection: Connection, there: str, table: Table, *, base: int) -> Union:
    """Add the rows of `table` in the attached database that are not here, behind `base`.

    They keep their order. What is here under the same id stays as it is, but for exposures and
    starts of studies, of which the earliest stays on every machine.
    """
    total = scalar(connection, f"SELECT count(*) FROM {there}.{table.name}")
    if not total:
        return Union()
    if table in _EARLIEST:
        _take_earlier(connection, there, table)
    known = _known(connection, there, table)
    taken = {c.name: f"o.{c.name}" for c in table.c}
    taken["seq"] = f"{base} + o.seq"
    joins = _joins(table, there, taken)
    match = _match(table)
    added = connection.exec_driver_sql(
        f"INSERT INTO main.{table.name} ({', '.join(taken)}) SELECT {', '.join(taken.values())} "
        f"FROM {there}.{table.name} o {joins} "
        f"WHERE NOT EXISTS (SELECT 1 FROM main.{table.name} m WHERE {match}) ORDER BY o.seq"
    ).rowcount
    if len(known) + added == total:
        return Union(added, len(known))
    fine = _known(connection, there, table)
    every = connection.exec_driver_sql(
        f"SELECT id FROM {there}.{table.name} ORDER BY seq"
    ).scalars()
    return Union(added, len(known), tuple(id_ for id_ in every if id_ not in fine))


def is_all_here(connection: Connection, there: str, table: Table) -> bool:
    """Whether :func:`unite` would change nothing, and leave nothing out."""
    if table in _EARLIEST and _earlier(connection, there, table, _told_at(table)):
        return False
    total = scalar(connection, f"SELECT count(*) FROM {there}.{table.name}")
    return not total or len(_known(connection, there, table)) == total


def _known(connection: Connection, there: str, table: Table) -> set[str]:
    """Return the ids of the rows there that are here and say the same."""
    taken = {c.name: f"o.{c.name}" for c in table.c}
    joins = _joins(table, there, taken)
    ids = connection.exec_driver_sql(
        f"SELECT o.id FROM {there}.{table.name} o {joins} "
        f"JOIN main.{table.name} m ON {_match(table)} WHERE {_equal(table, taken)}"
    )
    return set(ids.scalars())


def _joins(table: Table, there: str, taken: dict[str, str]) -> str:
    """Return what leads from a row there to the rows here that it refers to; alter `taken` so."""
    joins = ""
    if "annotator_seq" in taken:
        joins += f"JOIN temp.{PERSON} p ON p.there = o.annotator_seq "
        taken["annotator_seq"] = "p.here"
    if table is WITHDRAWAL:
        joins += (
            f"JOIN {there}.decision d ON d.seq = o.decision_seq "
            "JOIN main.decision md ON md.id = d.id "
        )
        taken["decision_seq"] = "md.seq"
    return joins


def _match(table: Table) -> str:
    return "(m.id = o.id OR m.sha256 = o.sha256)" if table is STUDY else "m.id = o.id"


def _equal(table: Table, taken: dict[str, str]) -> str:
    """Return the condition that the row here and that there say the same."""
    told = {name: value for name, value in taken.items() if name != "seq"}
    if table in _EARLIEST:
        told = {name: told[name] for name in _EARLIEST[table]}
    return " AND ".join(f"m.{name} IS {value}" for name, value in told.items())


def _take_earlier(connection: Connection, there: str, table: Table) -> None:
    """Let rows here tell the earlier moment, where that there is earlier."""
    names = _told_at(table)
    if rows := _earlier(connection, there, table, names):
        values = ", ".join(f"{name} = ?" for name in names)
        connection.exec_driver_sql(
            f"UPDATE main.{table.name} SET {values} WHERE seq = ?", [tuple(row) for row in rows]
        )


def _told_at(table: Table) -> list[str]:
    """Return the columns of a note that go with its moment."""
    return [c.name for c in table.c if c.name not in ("seq", *_EARLIEST[table])]


def _earlier(
    connection: Connection, there: str, table: Table, names: Sequence[str]
) -> Sequence[Row[Any]]:
    """Return these columns of notes there that are earlier than here, with the row here."""
    value = {c.name: f"o.{c.name}" for c in table.c} | {"annotator_seq": "p.here"}
    order = ("at", "id") if table is STUDY else ("at", "source", "split")
    earlier = f"({', '.join(f'o.{n}' for n in order)}) < ({', '.join(f'm.{n}' for n in order)})"
    alike = " AND ".join(f"m.{name} = {value[name]}" for name in _EARLIEST[table])
    return connection.exec_driver_sql(
        f"SELECT {', '.join(value[name] for name in names)}, m.seq FROM {there}.{table.name} o "
        f"JOIN temp.{PERSON} p ON p.there = o.annotator_seq "
        f"JOIN main.{table.name} m ON {alike} WHERE {earlier} AND NOT EXISTS "
        f"(SELECT 1 FROM main.{table.name} x WHERE x.id = o.id AND x.seq != m.seq)"
    ).all()

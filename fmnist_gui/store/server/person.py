"""Who is who on a server: the same id or the same name, however capitalised, is one person."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fmnist_gui.core.session.name import folded_name
from fmnist_gui.core.session.record import Annotator

if TYPE_CHECKING:
    from psycopg import Cursor


def member(cursor: "Cursor[Any]", study: int, annotator: Annotator) -> int:
    """Return the number of somebody who takes part in the study, from now on if not before."""
    cursor.execute(
        "SELECT person FROM fmnist_gui.annotator JOIN fmnist_gui.membership USING (person) "
        "WHERE id = %s AND study = %s",
        (annotator.id, study),
    )
    row = cursor.fetchone()
    return keep_people(cursor, study, [annotator])[annotator.id] if row is None else int(row[0])


def keep_people(cursor: "Cursor[Any]", study: int, people: Iterable[Annotator]) -> dict[UUID, int]:
    """Note that these take part in the study; return their numbers on this server."""
    found = {}
    # In one order, so that no two deliveries wait for each other.
    for annotator in sorted(set(people), key=lambda a: (folded_name(a.name), a.id)):
        found[annotator.id] = _number(cursor, annotator)
    for number in sorted(set(found.values())):
        cursor.execute(
            "INSERT INTO fmnist_gui.membership (study, person) VALUES (%s, %s) "
            "ON CONFLICT DO NOTHING",
            (study, number),
        )
    return found


def _number(cursor: "Cursor[Any]", annotator: Annotator) -> int:
    known = _known(cursor, annotator.id)
    if known is not None:
        return known
    folded = folded_name(annotator.name)
    cursor.execute(
        "INSERT INTO fmnist_gui.person (folded) VALUES (%s) ON CONFLICT DO NOTHING", (folded,)
    )
    cursor.execute(
        "INSERT INTO fmnist_gui.annotator (id, name, person) "
        "SELECT %s, %s, seq FROM fmnist_gui.person WHERE folded = %s ON CONFLICT DO NOTHING",
        (annotator.id, annotator.name, folded),
    )
    found = _known(cursor, annotator.id)
    assert found is not None
    return found


def _known(cursor: "Cursor[Any]", annotator_id: UUID) -> int | None:
    cursor.execute("SELECT person FROM fmnist_gui.annotator WHERE id = %s", (annotator_id,))
    row = cursor.fetchone()
    return None if row is None else int(row[0])

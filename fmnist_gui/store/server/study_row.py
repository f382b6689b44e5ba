"""A study as a row on a server with an item for each of its images."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from fmnist_gui.core.errors import RequestError, ServerError
from fmnist_gui.core.session.deck import canonical
from fmnist_gui.core.study.event import StudyStart
from fmnist_gui.core.study.note_content import start_content, start_of
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.driver import driver
from fmnist_gui.store.server.schema import check, check_version, nothing_shared, prepare

if TYPE_CHECKING:
    from psycopg import Cursor


@dataclass(frozen=True)
class Listed:
    """A study that is on a server."""

    sha256: str
    name: str

    @property
    def title(self) -> str:
        """The name in quotation marks, with the start of the hash."""
        return f"“{self.name}” ({self.sha256[:8]})"


def create(server: Server, start: StudyStart) -> bool:
    """Put a study on the server unless it is there; tell whether it was new.

    Raises RequestError where another one of that name is.
    """
    return server.run(lambda cursor: _create(cursor, start, str(server.address)))


def listed(server: Server) -> tuple[Listed, ...]:
    """Return the studies on the server, the oldest first."""

    def work(cursor: "Cursor[Any]") -> tuple[Listed, ...]:
        check(cursor, str(server.address))
        cursor.execute("SELECT sha256, name FROM fmnist_gui.study ORDER BY seq")
        return tuple(Listed(*row) for row in cursor.fetchall())

    return server.run(work)


def named(server: Server, name: str) -> Listed:
    """Return the study of that name, or whose hash begins so; without a name the only one.

    Raises RequestError when there is none or more than one.
    """
    studies = listed(server)
    wanted = name.strip().casefold()
    found = [s for s in studies if not wanted or s.name.casefold() == wanted]
    if not found:
        found = [s for s in studies if len(wanted) >= 4 and s.sha256.startswith(wanted)]
    titles = ", ".join(s.title for s in found or studies)
    if len(found) > 1:
        raise RequestError(
            f"{server.address} has {len(found)} studies: {titles}; name one with --study"
        )
    if not found:
        there = f"there are {titles}" if studies else "it has none"
        raise RequestError(f"{server.address} has no study {name!r}; {there}")
    return found[0]


def read_start(server: Server, sha256: str) -> StudyStart:
    """Return the study with that hash. Raises ServerError for one that was altered."""

    def work(cursor: "Cursor[Any]") -> Any:
        seq = number_of(cursor, sha256, str(server.address))
        cursor.execute("SELECT start FROM fmnist_gui.study WHERE seq = %s", (seq,))
        return cast("tuple[Any]", cursor.fetchone())[0]

    try:
        found = start_of(server.run(work))
    except RequestError as error:
        raise _altered(server, str(error)) from error
    if found.study.sha256 != sha256:
        raise _altered(server, f"one with SHA-256 {found.study.sha256[:16]}")
    return found


def number_of(cursor: "Cursor[Any]", sha256: str, server: str, *, lock: bool = False) -> int:
    """Return the study's number on this server. Raises RequestError when it is not there."""
    return state_of(cursor, sha256, server, lock=lock)[0]


def state_of(
    cursor: "Cursor[Any]", sha256: str, server: str, *, lock: bool = False
) -> tuple[int, bool]:
    """Return the study's number, and whether images of it are handed out, in one question."""
    locking = " FOR UPDATE OF study" if lock else ""
    try:
        cursor.execute(
            "SELECT version.number, study.seq, study.is_open FROM fmnist_gui.version "
            f"JOIN fmnist_gui.study ON study.sha256 = %s{locking}",
            (sha256,),
        )
    except driver().errors.UndefinedTable:
        raise nothing_shared(server) from None
    row = cursor.fetchone()
    if row is None:
        check(cursor, server)
        raise RequestError(
            f"{server} has no study with the code {sha256[:8]}; share it there with 'fmnist-gui "
            "study create'"
        )
    check_version(row[0], server)
    return int(row[1]), bool(row[2])


def _create(cursor: "Cursor[Any]", start: StudyStart, server: str) -> bool:
    prepare(cursor, server)
    study, folded = start.study, start.study.name.casefold()
    cursor.execute("SELECT sha256, name FROM fmnist_gui.study WHERE folded = %s", (folded,))
    row = cursor.fetchone()
    if row is not None and row[0] != study.sha256:
        other = Listed(*row)
        raise RequestError(
            f"{server} has another study {other.title}, not yours ({study.code}): a study never "
            "changes once it started; take part in that one, or give yours another name"
        )
    if row is not None:
        return False
    cursor.execute(
        "INSERT INTO fmnist_gui.study (sha256, name, folded, start, labels, most, certainty) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s) RETURNING seq",
        (
            study.sha256,
            study.name,
            folded,
            json_text(start_content(start)),
            study.wanted.labels,
            study.wanted.most,
            study.wanted.certainty,
        ),
    )
    seq = cast("tuple[int]", cursor.fetchone())[0]
    turns = np.random.default_rng(study.seed).permutation(len(study.indices)).tolist()
    with cursor.copy("COPY fmnist_gui.item (study, image, turn, wanted) FROM STDIN") as copy:
        for image, turn in zip(study.indices, turns, strict=True):
            copy.write_row((seq, image, turn, study.wanted.labels))
    return True


def json_text(content: dict[str, Any]) -> str:
    """Return `content` as the server keeps it, in ASCII: JSON text may hold what text may not."""
    return canonical(content)


def as_content(stored: Any) -> Any:
    """Return what :func:`json_text` wrote."""
    return json.loads(stored) if isinstance(stored, str) else stored


def _altered(server: Server, found: str) -> ServerError:
    return ServerError(
        str(server.address),
        expected="the study that was shared there",
        found=found,
        remedy="it was changed on the server; ask whoever shared it for a copy as a file",
    )

"""What a server holds: its tables in a schema of their own, with a version.

Whoever writes or deletes claims of an item has locked the item before, so that no two wait for
each other. Whatever is delivered for a study takes the next number of its row, which stays locked
until the end: so deliveries come one after the other, and who has read up to a number has missed
none before it.
"""

from typing import TYPE_CHECKING, Any

from fmnist_gui.core.errors import RequestError, ServerError

if TYPE_CHECKING:
    from psycopg import Cursor

NAME = "fmnist_gui"
VERSION = 1
_LOCK = 7_305_001
"""Of all who would make the tables at the same moment, one does."""

_TABLES = """
CREATE SCHEMA IF NOT EXISTS fmnist_gui;

CREATE TABLE fmnist_gui.version (number int NOT NULL);

-- A study as it was when it started; content is text that is hashed, so its spelling is kept.
CREATE TABLE fmnist_gui.study (
    seq int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256 text NOT NULL UNIQUE,
    name text NOT NULL,
    folded text NOT NULL UNIQUE,
    start json NOT NULL,
    labels int NOT NULL,
    most int NOT NULL,
    certainty double precision,
    is_open boolean NOT NULL DEFAULT true,
    deliveries bigint NOT NULL DEFAULT 0
);

-- Everybody of one name, however it is capitalised, is one person.
CREATE TABLE fmnist_gui.person (
    seq int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    folded text NOT NULL UNIQUE
);
CREATE TABLE fmnist_gui.annotator (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    person int NOT NULL REFERENCES fmnist_gui.person
);
CREATE TABLE fmnist_gui.membership (
    study int NOT NULL REFERENCES fmnist_gui.study,
    person int NOT NULL REFERENCES fmnist_gui.person,
    is_out boolean NOT NULL DEFAULT false,
    PRIMARY KEY (study, person)
);

-- An image of a study. given: labels of people who are not out; held: claims that are not
-- answered; wanted: labels it is to get by now; doubt: one minus the posterior of its consensus
-- with doubt_of labels; turn: its place in the order of the seed.
CREATE TABLE fmnist_gui.item (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    study int NOT NULL REFERENCES fmnist_gui.study,
    image bigint NOT NULL,
    turn int NOT NULL,
    given int NOT NULL DEFAULT 0,
    held int NOT NULL DEFAULT 0,
    load int NOT NULL GENERATED ALWAYS AS (given + held) STORED,
    wanted int NOT NULL,
    doubt real NOT NULL DEFAULT 1,
    doubt_of int NOT NULL DEFAULT 0,
    UNIQUE (study, image)
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX ON fmnist_gui.item (study, load, doubt DESC, turn) WHERE load < wanted;

-- That a person has an item until then, or has answered it: once, whatever happens. An answer by
-- somebody who had seen the label counts for nothing. Without foreign keys, since nothing is ever
-- deleted that it names: for fifty images they would take an eighth of the time.
CREATE TABLE fmnist_gui.claim (
    item bigint NOT NULL,
    person int NOT NULL,
    until timestamptz NOT NULL,
    is_answered boolean NOT NULL DEFAULT false,
    counts boolean NOT NULL DEFAULT true,
    PRIMARY KEY (item, person)
);
CREATE INDEX ON fmnist_gui.claim (until) WHERE NOT is_answered;

-- One parcel of rows; the token tells whether a client and this server speak of the same one.
CREATE TABLE fmnist_gui.delivery (
    study int NOT NULL REFERENCES fmnist_gui.study,
    number bigint NOT NULL,
    token uuid NOT NULL,
    rows int NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (study, number)
);
CREATE TABLE fmnist_gui.session (
    id uuid PRIMARY KEY,
    study int NOT NULL REFERENCES fmnist_gui.study,
    annotator uuid NOT NULL REFERENCES fmnist_gui.annotator,
    delivery bigint NOT NULL,
    header json NOT NULL
);
CREATE INDEX ON fmnist_gui.session (study, delivery);
CREATE TABLE fmnist_gui.entry (
    id uuid PRIMARY KEY,
    study int NOT NULL REFERENCES fmnist_gui.study,
    session uuid NOT NULL REFERENCES fmnist_gui.session,
    delivery bigint NOT NULL,
    place int NOT NULL,
    content json NOT NULL
);
CREATE INDEX ON fmnist_gui.entry (study, delivery);
CREATE INDEX ON fmnist_gui.entry (session, delivery, place);

-- What happened to a study: events, people who take part, people who leave.
CREATE TABLE fmnist_gui.note (
    id uuid PRIMARY KEY,
    study int NOT NULL REFERENCES fmnist_gui.study,
    delivery bigint NOT NULL,
    place int NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    content json NOT NULL
);
CREATE INDEX ON fmnist_gui.note (study, delivery, place);
"""


def prepare(cursor: "Cursor[Any]", server: str) -> None:
    """Make the tables where there are none. Raises as :func:`check` does for other versions."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
    found = version(cursor)
    if found is None:
        cursor.execute(_TABLES)
        cursor.execute("INSERT INTO fmnist_gui.version VALUES (%s)", (VERSION,))
    else:
        check_version(found, server)


def check(cursor: "Cursor[Any]", server: str) -> None:
    """Raise RequestError where nothing was ever shared, ServerError for a version not spoken."""
    found = version(cursor)
    if found is None:
        raise nothing_shared(server)
    check_version(found, server)


def version(cursor: "Cursor[Any]") -> int | None:
    """Return the version of the tables, None where there are none."""
    cursor.execute("SELECT to_regclass('fmnist_gui.version') IS NOT NULL")
    row = cursor.fetchone()
    if row is None or not row[0]:
        return None
    cursor.execute("SELECT max(number) FROM fmnist_gui.version")
    row = cursor.fetchone()
    return None if row is None or row[0] is None else int(row[0])


def nothing_shared(server: str) -> RequestError:
    """Return the sentence about a server without any study."""
    return RequestError(
        f"{server}: no study was shared there yet; share one with 'fmnist-gui study create'"
    )


def check_version(found: int, server: str) -> None:
    """Raise ServerError for a version of the tables that is not spoken here."""
    if found != VERSION:
        raise ServerError(
            server,
            expected=f"studies in version {VERSION} of the tables",
            found=f"version {found}",
            remedy="update the program" if found > VERSION else "share the studies anew",
        )

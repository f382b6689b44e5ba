"""The connection to a server: made when it is needed, and made again when it was lost."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from fmnist_gui.store.server.address import Address
from fmnist_gui.store.server.driver import driver
from fmnist_gui.store.server.failure import away, refused_connection, refused_work

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

T = TypeVar("T")

CONNECT_S = 5
STATEMENT_S = 60
LOCK_S = 20
TRIES = 3
"""A lost connection is made anew, and two who wait for each other go on one after the other."""

_CROSSED = ("40001", "40P01")
"""The SQL standard's codes of transactions that were in each other's way."""


class Server:
    """A PostgreSQL server, used by one thread at a time; closed at the end.

    Nothing is asked of the network before the first :meth:`run`.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._connection: Connection[Any] | None = None

    def run(self, work: "Callable[[Cursor[Any]], T]") -> T:
        """Return what `work` makes of a cursor, in one transaction: wholly done or not at all.

        It may be called again when the connection was lost, even though it had been done: all
        that is asked of the server is the same twice as once. Raises AwayError when the server
        does not answer, ServerError when it refuses.
        """
        errors = driver()
        for left in reversed(range(TRIES)):
            connection = self._connected()
            try:
                with connection.transaction(), connection.cursor() as cursor:
                    return work(cursor)
            except errors.Error as error:
                was_lost = connection.closed or connection.broken
                if was_lost:
                    self.close()
                if left and (was_lost or error.sqlstate in _CROSSED):
                    continue
                told = refused_work(self.address, error)
                if told is None and not was_lost:
                    raise
                raise (told or away(self.address, "that the connection breaks")) from error
        raise AssertionError("the last try returns or raises")

    def tidy(self) -> None:
        """Let the server clear up and count anew, as it does by itself now and then."""
        self._connected().execute("VACUUM ANALYZE")

    def close(self) -> None:
        """Let go of the connection; the next :meth:`run` makes another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        """Return the server itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self.close()

    def _connected(self) -> "Connection[Any]":
        if self._connection is None:
            errors = driver()
            try:
                found: Connection[Any] = errors.connect(
                    self.address.secret,
                    autocommit=True,
                    connect_timeout=CONNECT_S,
                    application_name="fmnist-gui",
                )
            except errors.Error as error:
                # Its cause is left out: a traceback is no place for what it may quote.
                raise refused_connection(self.address, error) from None
            # Whoever hangs must not hold up the others, nor wait without end.
            found.execute(
                f"SET statement_timeout = '{STATEMENT_S}s'; SET lock_timeout = '{LOCK_S}s'; "
                "SET idle_in_transaction_session_timeout = '60s'"
            )
            self._connection = found
        return self._connection

"""The library that speaks to PostgreSQL, which only those who share a study need."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from fmnist_gui.core.errors import RequestError

if TYPE_CHECKING:
    import psycopg


def driver() -> Any:
    """Return psycopg. Raises RequestError, naming the extra, where it is not installed."""
    try:
        return import_module("psycopg")
    except ImportError as error:
        # Also where psycopg is there, but not the client library of PostgreSQL.
        raise RequestError(
            "a study on a server needs psycopg, which cannot be imported here; install it with: "
            "pip install 'fmnist-gui[postgres]'"
        ) from error


def is_error(error: BaseException) -> bool:
    """Whether `error` is psycopg's own."""
    return isinstance(error, cast("type[psycopg.Error]", driver().Error))

"""Turn what a server refuses into one sentence that says what to do."""

import logging
from typing import Any

from fmnist_gui.core.errors import AwayError, ServerError
from fmnist_gui.store.server.address import Address

log = logging.getLogger(__name__)

_RIGHTS = (
    "a user who may read and write the studies there",
    "one who may not",
    "ask whoever runs the server for rights on the database and its schema fmnist_gui",
)

_SENTENCES: dict[str, tuple[str, str, str]] = {
    "42501": _RIGHTS,
    "25006": ("a server that can be written", "one that only reads", "ask whoever runs it"),
    "53100": ("room on the server", "a full disk", "ask whoever runs it to free some space"),
}
"""Expected, found and remedy by the SQL standard's code."""

_AWAY = {
    "57014": "no answer within the time that is waited",
    "55P03": "somebody else at work on the same study for too long",
    "57P01": "that it was shut down",
    "57P02": "that it broke down",
    "57P03": "that it is starting up or shutting down",
    "53300": "that it has no room for another connection",
}
"""What was found, by the same code, where trying again later is all there is to do."""


def refused_connection(address: Address, error: Any) -> ServerError:
    """Return the sentence for a connection that could not be made."""
    words = str(error).strip().splitlines()
    # The library's own words help only whoever looks for the cause; they hold no password.
    log.info("no connection to %s: %s", address, words)
    said = words[-1].strip() if words else ""
    state = getattr(error, "pgconn", None)
    if "definition of service" in said:
        return ServerError(
            str(address),
            expected="a service of that name in the service file",
            found="none",
            remedy="check the name and PGSERVICEFILE",
        )
    if "FATAL" not in said and not _lacks_password(state, said):
        return away(address, "none")
    found, remedy = _refusal(state, said)
    kind = AwayError if "slots" in said or "starting up" in said else ServerError
    return kind(str(address), expected="a server that lets you in", found=found, remedy=remedy)


def refused_work(address: Address, error: Any) -> ServerError | None:
    """Return the sentence for what the server refused while at work, None for a bug."""
    code = getattr(error, "sqlstate", None) or ""
    log.info("%s: %s %s", address, code, str(error).strip().splitlines()[:1])
    if code in _SENTENCES:
        expected, found, remedy = _SENTENCES[code]
        return ServerError(str(address), expected=expected, found=found, remedy=remedy)
    if code in _AWAY:
        return away(address, _AWAY[code])
    return None


def away(address: Address, found: str) -> AwayError:
    """Return the sentence about a server that does not answer."""
    return AwayError(
        str(address),
        expected="a PostgreSQL server that answers",
        found=found,
        remedy="check the address and the network, and try again",
    )


def _lacks_password(state: Any, said: str) -> bool:
    return "no password supplied" in said or bool(getattr(state, "needs_password", False))


def _refusal(state: Any, said: str) -> tuple[str, str]:
    """Return what was found and what to do, from the words of the server in English or any."""
    if _lacks_password(state, said):
        return (
            "that it wants a password",
            "give it in the address, in PGPASSWORD, or in a password or service file",
        )
    if "password authentication failed" in said:
        return "that it does not accept the password", "check the user and the password"
    if "does not exist" in said:
        what = "user" if "role" in said else "database"
        return f"that it has no such {what}", f"check the {what} in the address"
    if "starting up" in said or "shutting down" in said:
        return "that it is starting up or shutting down", "try again in a moment"
    if "slots" in said or "too many connections" in said:
        return "that it has no room for another connection", "try again in a moment"
    told = said.split("FATAL:")[-1].strip()
    return f"that it says “{told[:160]}”", "ask whoever runs it to let this user and machine in"

"""Where a server is: an address with or without a password, of which only the first part is told.

Passwords that are not in the address are found by PostgreSQL's own client library: in
``PGPASSWORD``, in a password file or in a service file.
"""

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from fmnist_gui.core.errors import RequestError
from fmnist_gui.store.server.driver import driver

SCHEMES = ("postgresql://", "postgres://")
SECRETS = ("password", "sslpassword", "oauth_client_secret")
_EXAMPLE = "write it as postgresql://user@host/database"


@dataclass(frozen=True)
class Address:
    """``text`` is fit to be shown and stored; ``secret`` is what to connect with."""

    text: str
    secret: str = field(repr=False)

    def __str__(self) -> str:
        """Return the address without a password."""
        return self.text


def address_of(url: str) -> Address:
    """Return the address that `url` names.

    Raises RequestError, which quotes nothing of it, for what is none: it may hold a password.
    """
    given = url.strip()
    if not given.startswith(SCHEMES):
        raise RequestError(f"that is no address of a PostgreSQL server; {_EXAMPLE}")
    library = driver()
    try:
        parts = {
            name: str(value)
            for name, value in library.conninfo.conninfo_to_dict(given).items()
            if value is not None
        }
    except library.Error:
        # The library quotes what it cannot read.
        parts = {"port": "unknown"}
    ports = parts.get("port", "").split(",")
    if any("@" in parts.get(name, "") for name in ("host", "dbname")) or not all(
        not port or port.isdecimal() for port in ports
    ):
        # A password with such letters would be taken for part of the place, and be told.
        raise RequestError(
            f"that address cannot be read; {_EXAMPLE}, with special letters of user and password "
            "as %40 and the like"
        )
    return Address(_told(parts), given)


def _told(parts: dict[str, str]) -> str:
    """Return the address again in its one spelling, without what is secret."""
    left = {name: value for name, value in parts.items() if name not in SECRETS}
    user = quote(left.pop("user", ""), safe="")
    database = quote(left.pop("dbname", ""), safe="")
    host = left.get("host", "")
    place = ""
    # A folder of sockets, or several hosts, have no place before the slash.
    if host and not set("/,") & set(host):
        left.pop("host")
        place = f"[{host}]" if ":" in host else quote(host, safe="")
        port = left.pop("port", "")
        place += f":{port}" if port and "," not in port else ""
    query = urlencode(sorted(left.items()), quote_via=quote)
    return (
        f"postgresql://{user}{'@' if user else ''}{place}/{database}{'?' if query else ''}{query}"
    )

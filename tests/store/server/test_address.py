from types import ModuleType

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.store.server import driver
from fmnist_gui.store.server.address import address_of

pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")

SECRET = "hush%2Fhush"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://me@host/lab", "postgresql://me@host/lab"),
        (f"postgresql://me:{SECRET}@host:5433/lab", "postgresql://me@host:5433/lab"),
        (f"postgres://me@host/lab?password={SECRET}", "postgresql://me@host/lab"),
        (
            f"postgresql://me@host/lab?sslpassword={SECRET}&sslmode=require",
            "postgresql://me@host/lab?sslmode=require",
        ),
        (f"postgresql://me@host/lab?pass%77ord={SECRET}", "postgresql://me@host/lab"),
        ("postgresql://me:hush?hush#hu:sh@host/lab", "postgresql://me@host/lab"),
        ("postgresql://me@/lab?host=/run/pg", "postgresql://me@/lab?host=%2Frun%2Fpg"),
        ("postgresql://m%40e@[::1]:7/l%2Fab", "postgresql://m%40e@[::1]:7/l%2Fab"),
        ("postgresql:///?service=lab", "postgresql:///?service=lab"),
        (
            f"postgresql://me:{SECRET}@one:5432,two:5433/lab",
            "postgresql://me@/lab?host=one%2Ctwo&port=5432%2C5433",
        ),
    ],
)
def test_an_address_is_told_without_its_password(url: str, told: str) -> None:
    address = address_of(url)
    assert str(address) == told
    assert address.secret == url
    assert "hush" not in repr(address)
    # What is stored leads to the same server again.
    assert str(address_of(told)) == told


def test_whatever_the_library_keeps_from_view_is_told_nowhere(psycopg: ModuleType) -> None:
    options = psycopg.pq.Conninfo.parse(b"")
    hidden = [o.keyword.decode() for o in options if b"*" in o.dispchar]
    assert "password" in hidden
    for name in hidden:
        url = f"postgresql://me@host/lab?{name}={SECRET}&sslmode=require"
        assert str(address_of(url)) == "postgresql://me@host/lab?sslmode=require", name


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mysql://me:hush@host/lab",
        "host=lab password=hush",
        "postgresql://me:hush@host:port/lab",
        "postgresql://me:hu sh@host/lab?nonsense=1",
        "postgresql://me:secret@hush@host/lab",
        "postgresql://me:12/hush@host/lab",
    ],
)
def test_what_is_no_address_is_refused_without_being_quoted(url: str) -> None:
    with pytest.raises(RequestError, match=r"postgresql://user@host/database") as raised:
        address_of(url)
    assert "hu" not in str(raised.value)
    assert raised.value.__context__ is None


def test_the_extra_is_named_where_the_library_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(driver, "import_module", missing)
    with pytest.raises(RequestError, match=r"pip install 'fmnist-gui\[postgres\]'"):
        address_of("postgresql://me@host/lab")

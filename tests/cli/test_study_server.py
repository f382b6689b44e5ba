"""Two machines share a study on a server, by commands alone."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import pytest

from fmnist_gui.cli.private_server import PrivateServer, programs
from fmnist_gui.store.server import driver
from fmnist_gui.store.server.address import address_of
from tests.cli.console import Run, Told

SECRET = "never/told 100"
On = Callable[..., Told]


@pytest.fixture
def anna(run: Run, data: Path, tmp_path: Path) -> On:
    """Return the command line of a machine on which a study has started."""
    on = machine(run, data, tmp_path / "anna")
    made = on("study", "new", "--name", "Shirts", "--count", 6, "--labels", 2, "--attention", 0)
    assert made.status == 0, made
    return on


@pytest.fixture
def ben(run: Run, data: Path, tmp_path: Path) -> On:
    return machine(run, data, tmp_path / "ben")


def machine(run: Run, data: Path, home: Path) -> On:
    return lambda *words: run(*words, "--home", home, "--data", data)


def test_a_study_from_one_machine_to_another_and_back(anna: On, ben: On, url: str) -> None:
    created = anna("study", "create", url, "--json").content
    assert created["created"]
    assert (created["images"], created["labels"], created["wanted"]) == (6, 0, 12)
    assert ben("study", "join", url, "--json").content["sha256"] == created["sha256"]
    assert anna("simulate", "--study", "Shirts").status == 0
    assert anna("study", "sync", url, "--json").content["sent"] == 6
    assert ben("study", "sync", url, "--json").content["received"] == 6
    assert ben("simulate", "--study", "Shirts").status == 0
    waiting = ben("study", "status", url, "--json").content
    assert (waiting["labels"], waiting["sent"], waiting["waiting"]) == (6, 6, 6)
    synced = ben("study", "sync", url, "--json").content
    assert (synced["sent"], synced["received"], synced["waiting"]) == (6, 0, 0)
    assert anna("study", "sync", url, "--json").content["received"] == 6
    there = ben("study", "status", url, "--json").content
    assert (there["labels"], there["done"], there["sent"], there["waiting"]) == (12, 6, 12, 0)
    figures = [on("agreement", "--study", "Shirts", "--json").content for on in (anna, ben)]
    assert figures[0] == figures[1]
    assert figures[0]["labels"] == 12


def test_the_same_for_people(anna: On, ben: On, url: str) -> None:
    assert "is shared on" in anna("study", "create", url).out
    assert "was shared before on" in anna("study", "create", url).out
    assert "Not taken part in from here" in ben("study", "status", url).out
    assert "Took over the study “Shirts”" in ben("study", "join", url).out
    assert ben("study", "sync", url).out == (
        "0 answers sent, 0 answers of others taken in. Nothing waits to be sent.\n"
    )
    assert "0 of 12 labels" in ben("study", "status", url).out


def test_what_happened_to_a_study_is_told_on_both_sides(anna: On, ben: On, url: str) -> None:
    anna("study", "create", url)
    ben("study", "join", url)
    assert anna("simulate", "--study", "Shirts", "--images", 2).status == 0
    name = anna("study", "show", "Shirts", "--json").content["people"][0]["annotator"]
    assert anna("study", "withdraw", "Shirts", "--annotator", name).status == 0
    assert anna("study", "pause", "Shirts", "--annotator", "Anna").status == 0
    waiting = anna("study", "status", url, "--json").content
    assert [n["change"] for n in waiting["waiting_news"]] == ["withdrawn", "paused"]
    assert "2 answers, 1 pause and 1 withdrawal sent," in anna("study", "sync", url).out
    assert "2 answers of others taken in; received: " in (told := ben("study", "sync", url).out)
    assert f"{name} was withdrawn, paused by Anna. Nothing waits" in told
    said = ben("study", "status", url).out
    assert "“Shirts” (" in said
    assert ", paused by Anna: 0 of 12 labels" in said
    assert "0 annotators and 1 person withdrawn, 1 sitting\n" in said
    assert ben("study", "resume", "Shirts", "--annotator", "Ben").status == 0
    sent = ben("study", "sync", url, "--json").content
    assert [(n["change"], n["annotator"]) for n in sent["sent_news"]] == [("resumed", "Ben")]
    assert (sent["sent"], sent["received_news"]) == (0, [])
    came = anna("study", "sync", url, "--json").content["received_news"]
    assert [(n["change"], n["annotator"]) for n in came] == [("resumed", "Ben")]


def test_what_cannot_be_done_is_said_in_one_sentence(anna: On, ben: On, url: str) -> None:
    assert "no study was shared there yet" in ben("study", "join", url).refusal
    assert "no study is shared on" in anna("study", "sync", url).refusal
    assert "no study is here" in ben("study", "create", url).refusal
    assert "there is no study “Hats”" in anna("study", "create", url, "--study", "Hats").refusal
    anna("study", "create", url)
    assert "has no study 'Hats'" in ben("study", "join", url, "--study", "Hats").refusal
    assert "that is no address" in ben("study", "join", "lab").refusal
    gone = url.split("?")[0] + "?host=/nowhere"
    assert "expected a PostgreSQL server that answers" in anna("study", "status", gone).refusal
    sync = anna("study", "sync", gone, "--study", "Shirts")
    assert "is not shared on" in sync.refusal


def test_while_the_server_is_away_what_waits_for_it_is_told(
    anna: On, ben: On, psycopg: ModuleType
) -> None:
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed")
    with PrivateServer() as running:
        url = running.url()
        assert anna("study", "create", url).status == 0
        assert ben("study", "join", url).status == 0
        running.stop()
        assert "waiting" not in anna("study", "sync", url).refusal
        assert anna("study", "pause", "Shirts", "--annotator", "Anna").status == 0
        one = "1 pause is waiting to be sent; it is safe here and goes with the next sync"
        assert anna("study", "sync", url).refusal.endswith(f"try again; {one}")
        assert anna("study", "resume", "Shirts", "--annotator", "Anna").status == 0
        assert anna("simulate", "--study", "Shirts").status == 0
        many = (
            "6 answers, 1 pause and 1 resumption are waiting to be sent; they are safe here and go "
            "with the next sync"
        )
        for verb, *more in (["status"], ["sync"], ["sync", "--study", "Shirts"], ["create"]):
            refusal = anna("study", verb, url, *more).refusal
            assert "found none; check the address" in refusal
            assert refusal.endswith(f"; {many}")
        # Of what is not here, and to a server that it is not shared on, nothing waits.
        for place, *more in ([url, "--study", "Hats"], [f"{url}&port=9"]):
            assert "waiting" not in anna("study", "status", place, *more).refusal
        shown = anna("study", "show", "Shirts", "--json").content["servers"]
        assert [(one["waiting"], one["waiting_changes"] > 1) for one in shown] == [(6, True)]
        assert shown[0]["server"] in anna("study", "show", "Shirts").out
        assert (
            "6 answers, 1 pause and 1 resumption wait to be sent."
            in anna("study", "show", "Shirts").out
        )
        assert "Nothing waits to be sent." in ben("study", "show", "Shirts").out
        running.start()
        assert anna("study", "sync", url, "--json").content["sent"] == 6
        shown = anna("study", "show", "Shirts", "--json").content["servers"]
        assert [(one["waiting"], one["waiting_changes"]) for one in shown] == [(0, 0)]


@pytest.mark.parametrize("verb", ["create", "join", "status", "sync"])
def test_help_names_forms_of_addresses_that_are_understood(run: Run, verb: str) -> None:
    told = run("study", verb, "--help").out
    urls = re.findall(r"^  (postgresql://\S+)  ", told, re.MULTILINE)
    assert len(urls) == 7
    assert str(address_of(urls[2])) == "postgresql://anna@host/lab"
    assert all(str(address_of(url)).startswith("postgresql://") for url in urls)
    assert max(map(len, told.splitlines())) <= 100


def test_help_names_every_key(anna: On, run: Run, url: str) -> None:
    for verb in ("create", "status", "sync"):
        told = set(re.findall(r"\w+", run("study", verb, "--help").out))
        keys = anna("study", verb, url, "--json").content.keys()
        assert keys <= told, verb


def test_the_extra_is_named_where_it_is_missing(anna: On, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(driver, "import_module", missing)
    refusal = anna("study", "create", "postgresql://me@host/lab").refusal
    assert "pip install 'fmnist-gui[postgres]'" in refusal


def test_a_password_is_nowhere_afterwards(
    anna: On, url: str, tmp_path: Path, psycopg: ModuleType
) -> None:
    encoded = quote(SECRET, safe="")
    before, query = url.replace("postgres@", "postgres:PASSWORD@"), f"{url}&password=PASSWORD"
    forms = [before.replace("PASSWORD", encoded), query.replace("PASSWORD", encoded)]
    forms.append(f"{url}&pass%77ord={encoded}")
    told = [anna("study", verb, secret) for secret in forms for verb in ("create", "status")]
    told += [anna("study", "sync", forms[1], "--json"), anna("study", "show", "Shirts", "--json")]
    assert [one.status for one in told] == [0] * len(told)
    wrong = [secret.replace("/test", "/nowhere") for secret in forms]
    # With a letter that must be encoded, with the words in disorder, and with nobody there.
    wrong += [before.replace("PASSWORD", f"{SECRET}@x"), f"{url}&password={SECRET}%zz"]
    wrong += [forms[0].split("?")[0] + f"?host={tmp_path}"]
    refused = [anna("study", verb, one) for verb in ("create", "join", "sync") for one in wrong]
    refused += [anna("study", "join", "Shirts", forms[0]), anna("study", "show", forms[1])]
    refused += [anna("study", forms[2]), anna(forms[0])]
    assert all(one.refusal for one in refused)
    secrets = (SECRET, encoded, SECRET[:11])
    everything = [*told, *refused]
    assert [one for one in everything if any(s in one.out + one.err for s in secrets)] == []
    with psycopg.connect(url) as connection:
        stored = connection.execute("SELECT start::text FROM fmnist_gui.study").fetchall()
    assert not any(secret in str(stored) for secret in secrets)
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    (database,) = (path for path in kept if path.suffix == ".db" and path.parent.name == "anna")
    with sqlite3.connect(database) as connection:
        known = connection.execute("SELECT server FROM dispatch").fetchall()
    connection.close()
    # All forms are one server.
    assert len(known) == 1
    contents = [path.read_bytes() for path in kept]
    assert not any(secret.encode() in content for secret in secrets for content in contents)

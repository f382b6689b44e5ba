"""``study create|join|status|sync``: a study that is shared on a PostgreSQL server."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.study_waiting import telling_what_waits
from fmnist_gui.cli.workplace import annotator_here, open_store, readable_splits
from fmnist_gui.core.errors import ChoiceError, RequestError
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.news import news_content
from fmnist_gui.core.study.sentence import people

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.store.server.connection import Server
    from fmnist_gui.store.server.outbox import Waiting
    from fmnist_gui.store.server.status import Status


SYNC_KEYS = (
    "sent, received (both count answers), conflicts, waiting, waiting_changes, sent_news and "
    "received_news (change, annotator, at), refused, sentence"
)
STATUS_KEYS = (
    "sha256, server, name, is_open, state, changed_by, changed_at, deliveries, images, labels, "
    "wanted, done, claimed, annotators, withdrawn, sessions"
)

ABOUT_URL = """forms of URL:
  postgresql://anna@host/lab                   user, host and database
  postgresql://anna@host:5433/lab              another port than 5432
  postgresql://anna:p%40ss@host/lab            a password, special letters as %40 and the like
  postgresql://anna@host/lab?sslmode=require   any option of PostgreSQL
  postgresql://anna@/lab?host=/run/postgresql  a socket on this machine
  postgresql://anna@/lab?host=one,two          the first of several hosts that answers
  postgresql:///?service=lab                   what a service file says (PGSERVICEFILE)

A password is taken from the URL, from PGPASSWORD, from a service file or from a password file
(PGPASSFILE, or .pgpass in the home folder). It is stored nowhere and told nowhere, but others on
this machine can read a command while it runs: a file is safer than the URL.
"""


class _Formatter(argparse.HelpFormatter):
    """Breaks lines as usual, but for those that say how a URL is written."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        is_raw = text.startswith("forms of URL")
        return text if is_raw else super()._fill_text(text, width, indent)


def add_create(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``study create``."""
    _add_place(parser, "the only one here if not given")
    parser.description = (
        "Put a study that is here on a server, once however often it is asked for, and exchange "
        f"what is new. JSON keys: created, {SYNC_KEYS}, {STATUS_KEYS}."
    )
    parser.set_defaults(run=_create)


def add_join(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``study join``."""
    _add_place(parser, "the only one there if not given")
    parser.description = (
        "Take over a study from a server, and what others have answered. JSON keys: "
        f"{SYNC_KEYS}, {STATUS_KEYS}."
    )
    parser.set_defaults(run=_join)


def add_status(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``study status``."""
    _add_place(parser, "the only one there if not given")
    parser.description = (
        "Say how far a study on a server is, and what waits here for it; nothing is sent. JSON "
        f"keys: sent, waiting, waiting_changes, waiting_news, joined, {STATUS_KEYS}."
    )
    parser.set_defaults(run=_status)


def add_sync(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``study sync``."""
    _add_place(parser, "the only one shared there from here if not given")
    parser.description = (
        "Send what waits here to a server, and take in what is new there. JSON keys: "
        f"{SYNC_KEYS}, {STATUS_KEYS}."
    )
    parser.set_defaults(run=_sync)


def _add_place(parser: argparse.ArgumentParser, usual: str) -> None:
    parser.add_argument(
        "url",
        metavar="URL",
        help="the server and the database, as in postgresql://user@host/database; see below",
    )
    parser.epilog = ABOUT_URL
    parser.formatter_class = _Formatter
    parser.add_argument("--study", default="", metavar="NAME", help=f"name or code; {usual}")


def _create(chosen: argparse.Namespace, output: Output) -> None:
    from fmnist_gui.store.server.sync import create

    with _places(chosen) as (server, store):
        record = _local(store, chosen.study)
        is_new = create(store, server, record)
        synced = _exchange(chosen, store, server, record)
        found = _told(server, record)
    done = "is shared on" if is_new else "was shared before on"
    sentence = f"The study {record.study.title} {done} {server.address}."
    output.give({**found, **synced, "created": is_new}, [sentence, *_refused(synced)])


def _join(chosen: argparse.Namespace, output: Output) -> None:
    from fmnist_gui.store.server.sync import join

    with _places(chosen) as (server, store):
        study = join(store, server, chosen.study).study
        record = store.studies.find(study.sha256)
        synced = _exchange(chosen, store, server, record)
        found = _told(server, record)
    sentence = f"Took over the study {study.title} from {server.address}. {synced['sentence']}"
    output.give({**found, **synced}, [sentence, *_refused(synced)])


def _sync(chosen: argparse.Namespace, output: Output) -> None:
    with _places(chosen) as (server, store):
        record = _shared(store, chosen.study, str(server.address))
        synced = _exchange(chosen, store, server, record)
        found = _told(server, record)
    output.give({**found, **synced}, [str(synced["sentence"]), *_refused(synced)])


def _status(chosen: argparse.Namespace, output: Output) -> None:
    from fmnist_gui.store.server.outbox import Waiting, waiting
    from fmnist_gui.store.server.status import status
    from fmnist_gui.store.server.study_row import named

    with _places(chosen) as (server, store):
        there = named(server, chosen.study)
        found = status(server, there.sha256)
        is_shared = _is_shared(store, there.sha256, str(server.address))
        left = waiting(store, there.sha256, str(server.address)) if is_shared else Waiting()
        here = len(store.studies.labels(there.sha256)) if is_shared else 0
    answer = {
        **_content(found, there.sha256),
        "server": str(server.address),
        "sent": max(here - left.answers, 0),
        "waiting": left.answers,
        "waiting_changes": left.others,
        "waiting_news": news_content(left.notes),
        "joined": is_shared,
    }
    output.give(answer, list(_lines(found, there.title, left if is_shared else None)))


@contextmanager
def _places(chosen: argparse.Namespace) -> "Iterator[tuple[Server, LabelStore]]":
    """Open the server and what is here; where the server fails, say what waits for it here."""
    from fmnist_gui.store.server.address import address_of
    from fmnist_gui.store.server.connection import Server

    with (
        Server(address_of(chosen.url)) as server,
        open_store(chosen) as store,
        telling_what_waits(store, str(server.address), chosen.study),
    ):
        yield server, store


def _local(store: "LabelStore", name: str) -> StudyRecord:
    """Return the study of that name here, without a name the only one. Raises RequestError."""
    return store.studies.find(name) if name else _only(store.studies.records(), "here")


def _shared(store: "LabelStore", name: str, server: str) -> StudyRecord:
    if name:
        return store.studies.find(name)
    found = [r for r in store.studies.records() if _is_shared(store, r.study.sha256, server)]
    return _only(tuple(found), f"shared on {server} from here")


def _only(records: tuple[StudyRecord, ...], where: str) -> StudyRecord:
    if len(records) == 1:
        return records[0]
    if records:
        titles = ", ".join(record.study.title for record in records)
        raise ChoiceError(
            f"{len(records)} studies are {where}: {titles}; name one with --study",
            [record.study.code for record in records],
        )
    raise RequestError(
        f"no study is {where}; start one with 'fmnist-gui study new', share it with 'study "
        "create', or take part in one with 'study join'"
    )


def _is_shared(store: "LabelStore", study: str, server: str) -> bool:
    from fmnist_gui.store.server.dispatch import read_dispatch

    with store.database.reading() as connection:
        return read_dispatch(connection, study, server) is not None


def _exchange(
    chosen: argparse.Namespace, store: "LabelStore", server: "Server", record: StudyRecord
) -> dict[str, object]:
    from fmnist_gui.store.server.sync import sync

    synced = sync(
        store,
        server,
        record,
        now=datetime.now(UTC),
        here=annotator_here(chosen),
        splits=readable_splits(chosen),
        report=progress("Exchanging answers"),
    )
    return {
        "sent": synced.sent,
        "received": synced.merged.answers,
        "conflicts": synced.merged.conflicts,
        "waiting": synced.waiting.answers,
        "waiting_changes": synced.waiting.others,
        "sent_news": news_content(synced.told),
        "received_news": news_content(synced.news),
        "refused": list(synced.refused),
        "sentence": synced.sentence,
    }


def _told(server: "Server", record: StudyRecord) -> dict[str, object]:
    from fmnist_gui.store.server.status import status

    sha256 = record.study.sha256
    return {**_content(status(server, sha256), sha256), "server": str(server.address)}


def _content(found: "Status", sha256: str) -> dict[str, object]:
    return {"sha256": sha256, **vars(found)}


def _lines(found: "Status", title: str, left: "Waiting | None") -> Iterator[str]:
    state = "" if found.is_open else f", {found.state} by {in_line(found.changed_by)}"
    yield f"{title}{state}: {found.labels:,} of {found.wanted:,} labels"
    yield f"{found.done:,} of {found.images:,} images done, {found.claimed:,} claimed now"
    withdrawn = f" and {people(found.withdrawn)} withdrawn" if found.withdrawn else ""
    annotators = _counted(found.annotators, "annotator")
    yield f"{annotators}{withdrawn}, {_counted(found.sessions, 'sitting')}"
    yield left.sentence if left else "Not taken part in from here; see 'fmnist-gui study join'."


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def _refused(synced: dict[str, object]) -> list[str]:
    refused = synced["refused"]
    return [str(sentence) for sentence in refused] if isinstance(refused, list) else []

"""``db``: check the database, or say where it lies."""

import argparse

from fmnist_gui.cli.inspection import examined, is_there
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_common
from fmnist_gui.cli.workplace import home_of
from fmnist_gui.core.errors import StoreError


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``db``."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|path")
    check = verbs.add_parser("check", help="read the whole database and count what it holds")
    check.set_defaults(run=_check)
    path = verbs.add_parser("path", help="where the database lies")
    path.set_defaults(run=_path)
    for verb in (parser, check, path):
        add_common(verb)


def _check(chosen: argparse.Namespace, output: Output) -> None:
    home = home_of(chosen)
    path = home.database
    if not is_there(home):
        raise StoreError(
            path, expected="a database", found="none yet", remedy="play a session first"
        )
    from fmnist_gui.store.label_store import LabelStore

    with examined(home) as database:
        counts, schema = LabelStore(database).counts(), database.schema_version
        notice = database.notice
    answer = {
        "ok": True,
        "path": str(path),
        "sessions": counts.sessions,
        "answers": counts.answers,
        "schema": schema,
        "notice": notice,
    }
    line = f"{counts.sessions:,} sessions, {counts.answers:,} answers, schema {schema}, sound"
    output.give(answer, [line, str(path), *([notice] if notice else [])])


def _path(chosen: argparse.Namespace, output: Output) -> None:
    path = home_of(chosen).database
    output.give({"path": str(path)}, [str(path)])

"""``results``: one session's figures."""

import argparse

from fmnist_gui import resources
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_common
from fmnist_gui.cli.workplace import home_of, open_store
from fmnist_gui.core.session.result import SessionResult, as_json, session_result
from fmnist_gui.core.stats import references


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``results``."""
    parser.add_argument("session", metavar="SESSION", help="its id, or the beginning of it")
    add_common(parser)
    parser.set_defaults(run=_show)


def _show(chosen: argparse.Namespace, output: Output) -> None:
    with open_store(chosen) as store:
        history = store.history(store.find_session(chosen.session))
    shipped, own = resources.folder() / "references.toml", home_of(chosen).references
    found = references.gathered(shipped, own)
    if found.refused is not None:
        raise found.refused
    result = session_result(history, found.references)
    output.give(as_json(result), _lines(result))


def _lines(result: SessionResult) -> list[str]:
    if result.is_sealed:
        return list(result.headline)
    lines = [*result.headline, *result.notes]
    names = result.record.class_names
    lines += [
        f"{names[score.number]:<14} {score.right:>4} of {score.count}"
        for score in result.classes
        if score.count
    ]
    if times := result.timing.all:
        lines.append(f"Median response {times.median_s:.2f} s over {times.n} answers.")
    return lines + [flag.sentence for flag in result.flags]

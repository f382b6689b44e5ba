"""Reads the command line, runs what it asks for, and turns failures into an exit status."""

import argparse
import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from fmnist_gui import __version__
from fmnist_gui.cli.output import Output, finish, look_away
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import Cancelled

DONE, BUG, USER = 0, 1, 2

COMMANDS = {
    "data": "check, fetch or find data",
    "deck": "draw a deck, or show one",
    "simulate": "let simulated people answer a deck",
    "sessions": "list the sessions",
    "results": "one session's figures",
    "compare": "k right of n against the published 835 of 1000",
    "db": "check the database, or say where it lies",
    "demo": "a simulated person plays 100 images in the real window",
    "bench": "measure this machine",
    "doctor": "what is missing here",
}
"""Every command with its help; each is a module of this package with ``add(parser)``."""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """End with the status of what the user can mend."""
        sentence = " ".join(message.split())
        self.exit(USER, f"error: {sentence}; see '{self.prog} --help'\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    0 done; 1 a bug, with its traceback; 2 something the user can act on, with one line
    ``error: ...`` on standard error. Raises SystemExit where argparse does.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        try:
            return _run_command(given) if _names_command(given) else _open_window(given)
        finally:
            finish()
    except FmnistError as error:
        sys.stderr.write(f"error: {error}\n")
        return USER
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write("error: stopped before the end; nothing half done is left\n")
        return USER
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        look_away()
        return DONE


def _names_command(given: Sequence[str]) -> bool:
    """Whether a command is asked for: the first word that is no option is one, or help is."""
    takes_value = False
    for word in given:
        if takes_value:
            takes_value = False
        elif word in ("--home", "--data"):
            takes_value = True
        elif not word.startswith("-"):
            return word in COMMANDS
        elif word in ("-h", "--help", "--version"):
            return True
    return False


def _run_command(given: Sequence[str]) -> int:
    # Standard error is for one line; a log without a handler would end there too.
    logging.getLogger("fmnist_gui").addHandler(logging.NullHandler())
    parser = _parser()
    # argparse needs all commands for its help, and the arguments of the one that is used.
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=_sentence(words))
        if name in given:
            import_module(f"fmnist_gui.cli.{name}").add(command)
    chosen = parser.parse_args(given)
    output = Output(is_json=getattr(chosen, "json", False))
    chosen.run(chosen, output)
    return DONE


def _open_window(given: Sequence[str]) -> int:
    from fmnist_gui import display, home

    parser = _parser()
    parser.add_argument("path", nargs="?", type=Path, help="a folder, data file or deck to open")
    chosen = parser.parse_args(given)
    display.check()
    try:
        from fmnist_gui import app
    except ImportError as error:
        raise display.explained(error) from error
    return app.run(
        home.find(getattr(chosen, "home", None)),
        data=getattr(chosen, "data", None),
        path=chosen.path,
    )


def _parser() -> Parser:
    parser = Parser(
        prog="fmnist-gui",
        description="Look at Fashion-MNIST, guess its labels, and see honestly how well you do. "
        "Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"fmnist-gui {__version__}")
    add_common(parser)
    return parser


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add what every command understands, before or after its name."""
    parser.add_argument(
        "--home",
        type=_folder,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="folder of database, data, backups, log and settings (or FMNIST_GUI_HOME)",
    )
    parser.add_argument(
        "--data",
        type=_folder,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="data folder to use instead of looking for one (or FMNIST_GUI_DATA)",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="print one JSON object and nothing else",
    )


def _folder(name: str) -> Path:
    # An empty variable in a script would quietly mean the working folder.
    if not name:
        raise argparse.ArgumentTypeError("an empty name is no folder")
    return Path(name)


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."

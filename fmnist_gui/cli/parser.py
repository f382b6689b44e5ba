"""What every command line understands, and how it says that it does not."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from fmnist_gui import __version__
from fmnist_gui.cli.output import USER_ERROR, without_passwords

Verb = tuple[str, Callable[[argparse.ArgumentParser], object], str]
"""What is said after a command, what adds its arguments, and what it does."""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """End with the status of what the user can mend."""
        sentence = without_passwords(" ".join(message.split()))
        self.exit(USER_ERROR, f"error: {sentence}; see '{self.prog} --help'\n")


def new_parser() -> Parser:
    """Return the parser with what every command line understands."""
    parser = Parser(
        prog="fmnist-gui",
        description="Look at Fashion-MNIST, guess its labels, and see honestly how well you do. "
        "Without a command it opens the window. 'fmnist-gui PATH' opens it on a folder, a data "
        "file, a deck or a session file.",
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


def add_verbs(parser: argparse.ArgumentParser, verbs: Sequence[Verb]) -> None:
    """Let one of `verbs` be said after the command."""
    names = "|".join(name for name, _, _ in verbs)
    known = parser.add_subparsers(dest="verb", required=True, metavar=names)
    for name, add_arguments, what in verbs:
        verb = known.add_parser(name, help=what)
        add_arguments(verb)
        add_common(verb)
    add_common(parser)


def add_classes(parser: argparse.ArgumentParser) -> None:
    """Add the choice of other class names, for commands that read data."""
    parser.add_argument("--classes", type=Path, metavar="FILE", help="class names, one a line")


def _folder(name: str) -> Path:
    # An empty variable in a script would quietly mean the working folder.
    if not name:
        raise argparse.ArgumentTypeError("an empty name is no folder")
    return Path(name)

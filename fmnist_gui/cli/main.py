"""Reads the command line, runs what it asks for, and turns failures into an exit status."""

import gc
import sys
from collections.abc import Sequence

from fmnist_gui.cli.output import DONE, USER_ERROR, Output, finish, look_away, without_passwords
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import Cancelled

COMMANDS = {
    "data": "check, fetch or find data",
    "deck": "draw a deck, or show one",
    "simulate": "let simulated people answer a deck, or label for a study",
    "study": "let many people label images, alone or together",
    "sessions": "list the sessions",
    "results": "one session's figures",
    "panel": "what several people say together over one deck",
    "review": "find doubtful labels, and decide about them",
    "tag": "put a tag on images, or take it off",
    "import": "take in labels, predictions of a model, human counts, a session or decisions",
    "export": "a session as a file or a report, or what people answered or decided about labels",
    "merge": "take in session files and databases of other people and machines",
    "agreement": "how far people agree, over everything collected",
    "consensus": "one label per image from many people's answers",
    "need": "how many labels and images a study would take",
    "compare": "k right of n against the published 835 of 1000",
    "db": "check the database, or say where it lies",
    "demo": "a simulated person plays 100 images in the real window",
    "bench": "measure this machine",
    "doctor": "what is missing here",
}
"""Every command with its help; each is a module of this package with ``add(parser)``."""

OTHER_MODULES = {"import": "import_file"}
"""The modules that cannot bear their command's name, which Python keeps for itself."""


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
        sys.stderr.write(f"error: {without_passwords(str(error))}\n")
        return USER_ERROR
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write("error: stopped before the end\n")
        return USER_ERROR
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        look_away()
        return DONE


def module_of(command: str) -> str:
    """Return the full name of a command's module."""
    return f"fmnist_gui.cli.{OTHER_MODULES.get(command, command)}"


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
    import logging
    from importlib import import_module

    from fmnist_gui.cli.parser import Parser, new_parser

    # Standard error is for one line; a log without a handler would end there too.
    logging.getLogger("fmnist_gui").addHandler(logging.NullHandler())
    parser = new_parser()
    # argparse needs all commands for its help, and the arguments of the one that is used.
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=_sentence(words))
        if name in given:
            import_module(module_of(name)).add(command)
    chosen = parser.parse_args(given)
    output = Output(is_json=getattr(chosen, "json", False))
    chosen.run(chosen, output)
    return DONE


def _open_window(given: Sequence[str]) -> int:
    # Nothing that is imported is garbage; from its first task on the window itself collects it.
    gc.disable()
    try:
        return _window(given)
    finally:
        gc.enable()


def _window(given: Sequence[str]) -> int:
    from fmnist_gui import display, home

    # Most starts have no arguments, and argparse would cost them 10 ms.
    chosen = _window_arguments(given) if given else None
    display.check()
    try:
        from fmnist_gui import app
    except ImportError as error:
        raise display.explained(error) from error
    return app.run(
        home.find(getattr(chosen, "home", None)),
        data=getattr(chosen, "data", None),
        path=getattr(chosen, "path", None),
    )


def _window_arguments(given: Sequence[str]) -> object:
    from pathlib import Path

    from fmnist_gui.cli.parser import new_parser
    from fmnist_gui.core.errors import RequestError

    parser = new_parser()
    what = "a folder, data file, deck, session or list of images to open"
    parser.add_argument("path", nargs="?", type=Path, help=what)
    chosen = parser.parse_args(given)
    if getattr(chosen, "json", False):
        raise RequestError("--json needs a command; the window prints nothing")
    if chosen.path is not None and not chosen.path.exists():
        # A misspelt command must not open a window that a script would wait for.
        raise RequestError(
            f"{chosen.path} is neither a command nor a file or folder; see 'fmnist-gui --help'"
        )
    return chosen


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."

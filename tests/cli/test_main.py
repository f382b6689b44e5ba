"""What holds for every command: options anywhere, exit status, one line of error, clean output."""

import argparse
import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

import fmnist_gui
from fmnist_gui.cli.main import COMMANDS, _open_window, main, module_of
from fmnist_gui.cli.output import DONE, USER_ERROR
from fmnist_gui.cli.parser import Parser
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.preset import PRESETS
from tests.cli.console import Run, Told, environment, program, start


def parser_of(command: str) -> Parser:
    parser = Parser(prog=f"fmnist-gui {command}")
    import_module(module_of(command)).add(parser)
    return parser


def with_verbs(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb in action.choices.values():
                yield from with_verbs(verb)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--home", "X", "--json", "db", "path"),
        ("--json", "db", "path", "--home", "X"),
        ("db", "--home", "X", "path", "--json"),
        ("db", "--json", "path", "--home=X"),
        ("--home=X", "db", "path", "--json"),
        ("--home", "elsewhere", "db", "path", "--json", "--home", "X"),
    ],
)
def test_the_common_options_may_stand_anywhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments).content == {"path": str(tmp_path / "X" / "fmnist-gui.db")}


def test_the_value_of_an_option_is_no_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("--home", "data", "--data", "deck", "db", "path", "--json")
    assert told.content["path"] == str(tmp_path / "data" / "fmnist-gui.db")


def test_the_home_may_be_named_by_the_environment(run: Run, fresh_home: Path) -> None:
    told = run("db", "path", "--json")
    assert told.content["path"] == str(fresh_home / "fmnist-gui" / "fmnist-gui.db")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("db",), "check|path"),
        (("db", "burn"), "invalid choice: 'burn'"),
        (("sessions", "--nonsense"), "unrecognized arguments: --nonsense"),
        (("sessions", "two\nlines"), "unrecognized arguments: two lines"),
        (("results",), "SESSION"),
        (("db", "path", "--home"), "--home: expected one argument"),
        (("db", "path", "--home", ""), "an empty name is no folder"),
        (("data", "where", "--data="), "an empty name is no folder"),
        (
            ("db", "path", "--home", "~nobody-of-that-name"),
            "~nobody-of-that-name: expected a place",
        ),
    ],
)
def test_a_wrong_call_is_one_line(run: Run, arguments: tuple[str, ...], found: str) -> None:
    assert found in run(*arguments).refusal


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    told = run(command, "--help")
    assert told.status == 0
    assert told.err == ""
    assert told.out.startswith(f"usage: fmnist-gui {command}")
    for option in ("--home DIR", "--data DIR", "--json"):
        assert option in told.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_of_every_command_has_a_help_text(command: str) -> None:
    for parser in with_verbs(parser_of(command)):
        for action in parser._actions:
            is_verbs = isinstance(action, argparse._SubParsersAction)
            assert action.help or is_verbs, f"{parser.prog} {action.option_strings or action.dest}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_list_is_there(command: str) -> None:
    assert callable(import_module(module_of(command)).add)


def test_the_help_names_every_command_and_the_window(run: Run) -> None:
    told = run("--help")
    assert told.status == 0
    for name, words in COMMANDS.items():
        assert name in told.out
        assert words in " ".join(told.out.split())
    assert "Without a command it opens the window." in " ".join(told.out.split())


def test_the_help_of_new_decks_names_the_presets(run: Run) -> None:
    words = " ".join(run("deck", "new", "--help").out.split())
    assert ", ".join(protocol.key for protocol in PRESETS) in words


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").out == f"fmnist-gui {fmnist_gui.__version__}\n"


def test_a_bug_is_not_taken_for_a_mistake_of_the_user(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fmnist_gui.cli import sessions

    monkeypatch.setattr(sessions, "_list", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("sessions")


def test_ctrl_c_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from fmnist_gui.cli import sessions

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sessions, "_list", interrupt)
    assert "stopped before the end" in run("sessions").refusal


def test_no_garbage_is_looked_for_while_the_window_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[bool] = []

    def run(*_: object, **__: object) -> int:
        found.append(gc.isenabled())
        return 0

    monkeypatch.setattr("fmnist_gui.display.check", lambda: None)
    monkeypatch.setattr("fmnist_gui.app.run", run)
    assert _open_window([]) == 0
    assert found == [False]
    assert gc.isenabled()


def test_a_small_question_imports_nothing_large(tmp_path: Path) -> None:
    code = (
        "import sys; from fmnist_gui.cli.main import main; main(sys.argv[1:]);"
        "large = ('numpy', 'scipy', 'sqlalchemy', 'alembic', 'PySide6', 'pyqtgraph');"
        "print([name for name in large if name in sys.modules])"
    )
    for question in (["db", "path"], ["data", "where"]):
        arguments = [sys.executable, "-c", code, *question, "--home", str(tmp_path)]
        ended = subprocess.run(arguments, capture_output=True, text=True, check=True)
        assert ended.stdout.splitlines()[-1] == "[]"


# From here on: real processes.


def test_python_dash_m_does_what_the_command_does(tmp_path: Path) -> None:
    told = start("db", "path", "--home", tmp_path, "--json")
    assert told.content == {"path": str(tmp_path / "fmnist-gui.db")}
    if not program().is_file():
        pytest.skip("fmnist-gui is not installed beside this Python")
    same = subprocess.run(
        [program(), "db", "path", "--home", tmp_path, "--json"],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert same.stdout == told.out


def test_done_is_0_and_what_the_user_can_mend_is_2(tmp_path: Path) -> None:
    assert start("db", "path").status == 0
    assert "no such file" in start("deck", "show", tmp_path / "none.fmdeck").refusal
    assert "expected a database" in start("db", "check", "--home", tmp_path).refusal
    assert "unrecognized arguments" in start("db", "path", "--nonsense").refusal


def test_a_bug_is_1_with_its_traceback() -> None:
    code = (
        "import sys; from fmnist_gui.cli import sessions; from fmnist_gui.cli.main import main;"
        "sessions._list = lambda *_: 1 / 0; sys.exit(main(['sessions']))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "ZeroDivisionError" in ended.stderr
    assert ended.stdout == ""


def test_an_unreadable_settings_file_adds_no_line(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{")
    assert start("data", "where", "--json", "--home", tmp_path).content["path"] is None
    (tmp_path / "settings.json").write_text("{")
    wish = ("deck", "new", "--preset", "quick", "--out", tmp_path / "x", "--home", tmp_path)
    assert "none in any of the usual places" in start(*wish).refusal


def test_without_a_display_the_window_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "no display" in start("--home", tmp_path).refusal
    assert "no display" in start("--home", tmp_path, tmp_path).refusal


@pytest.fixture
def long_deck(tmp_path: Path) -> Path:
    """Return a deck whose JSON is larger than any pipe."""
    deck = Deck("solo-200", "test", "ab" * 32, 1, tuple(range(40_000)), "2.0.0")
    deck_file.write(tmp_path / "long.fmdeck", replace(deck))
    return tmp_path / "long.fmdeck"


@pytest.mark.parametrize("wanted_bytes", [0, 10])
def test_a_reader_that_has_seen_enough_is_no_failure(long_deck: Path, wanted_bytes: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "fmnist_gui", "deck", "show", str(long_deck), "--json"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert len(process.stdout.read(wanted_bytes)) == wanted_bytes
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("db", "path")])
def test_a_reader_that_is_gone_before_is_no_failure(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "fmnist_gui", *arguments],
            env=environment(),
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [("--help",), ("db", "path")])
def test_output_that_cannot_be_written_is_one_line(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "fmnist_gui", *arguments],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 2
    assert (
        ended.stderr == "error: standard output: no space left on device; print to another place\n"
    )


def test_what_a_terminal_cannot_show_is_spelled_out() -> None:
    told = start("db", "path", "--home", "/72–87 été", PYTHONIOENCODING="ascii")
    assert told == Told(0, "/72\\u201387 \\xe9t\\xe9/fmnist-gui.db\n", "")
    told = start("db", "path", "--home", "/72–87 été", PYTHONIOENCODING="utf-8")
    assert told.out == "/72–87 été/fmnist-gui.db\n"


def test_json_is_ascii_whatever_the_names(tmp_path: Path) -> None:
    folder = tmp_path / "été"
    told = start("db", "path", "--home", folder, "--json", PYTHONIOENCODING="ascii")
    assert told.out.isascii()
    assert told.content["path"] == str(folder / "fmnist-gui.db")


def test_a_folder_whose_name_is_no_utf8_can_be_told() -> None:
    folder = os.fsdecode(b"/nowhere/\xff")
    told = start("db", "path", "--home", folder, "--json", PYTHONIOENCODING="utf-8")
    assert json.loads(told.out)["path"] == f"{folder}/fmnist-gui.db"
    assert start("db", "path", "--home", folder, PYTHONIOENCODING="utf-8").status == 0


def test_the_exit_statuses_are_the_documented_ones() -> None:
    assert (DONE, USER_ERROR) == (0, 2)
    assert main(["compare", "1/0"]) == USER_ERROR


@pytest.mark.parametrize("words", [("bogus",), ("--json",)])
def test_what_is_no_command_opens_no_window(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("error: ")

import socket
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from fmnist_gui.ui import single
from fmnist_gui.ui.single import Called, Single


def call(qtbot: QtBot, home: Path, words: str) -> Called:
    """Hand `words`, given as Python arguments, over from a process of its own."""
    code = (
        "import sys; from pathlib import Path; from fmnist_gui.ui import single; "
        f"sys.exit(0 if single.hand_over(Path(sys.argv[1]), {words}) else 3)"
    )
    first = Single(home)
    heard: list[Called] = []
    first.called.connect(heard.append)
    second = QProcess()
    with qtbot.waitSignals([first.called, second.finished], timeout=20_000):
        second.start(sys.executable, ["-c", code, str(home)])
    first.close()
    assert second.exitCode() == 0
    (called,) = heard
    return called


def test_a_second_start_hands_over_its_path_and_its_data(qtbot: QtBot, tmp_path: Path) -> None:
    path, data = tmp_path / "données 夏.fmdeck", tmp_path / "two\nlines"
    called = call(qtbot, tmp_path, f"Path({str(path)!r}), data=Path({str(data)!r})")
    assert called == Called(str(path), str(data))


def test_a_name_that_is_no_text_is_handed_over(qtbot: QtBot, tmp_path: Path) -> None:
    called = call(qtbot, tmp_path, "None, data=Path('/caf\\udce9')")
    assert called == Called("", "/caf\udce9")


def test_a_second_start_without_a_wish_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    assert call(qtbot, tmp_path, "None") == Called("", "")


def test_a_relative_place_is_that_of_the_second_start(qtbot: QtBot, tmp_path: Path) -> None:
    called = call(qtbot, tmp_path, "None, data=Path('here')")
    assert called == Called("", str(Path.cwd() / "here"))


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe there, not a socket file")
@pytest.mark.parametrize(
    "line", [b"/some/path\n", b"[1]\n", b'{"path": 1, "data": ""}\n', b"\xff\n"]
)
def test_another_version_only_brings_the_window_to_the_front(
    qtbot: QtBot, tmp_path: Path, line: bytes
) -> None:
    first = Single(tmp_path)
    with socket.socket(socket.AF_UNIX) as peer:
        peer.connect(str(Path(tempfile.gettempdir()) / single._name(tmp_path)))
        with qtbot.waitSignal(first.called) as told:
            peer.sendall(line)
        assert told.args == [Called("", "")]
    first.close()


def test_alone_there_is_nobody_to_hand_over_to(qtbot: QtBot, tmp_path: Path) -> None:
    assert not single.hand_over(tmp_path, None)


def test_another_home_is_another_program(qtbot: QtBot, tmp_path: Path) -> None:
    first = Single(tmp_path / "a")
    assert not single.hand_over(tmp_path / "b", None)
    first.close()


def test_what_a_killed_program_left_does_not_hinder(qtbot: QtBot, tmp_path: Path) -> None:
    killed = Single(tmp_path)
    # Its socket file stays, as after a kill, but nobody answers any more.
    killed.close()
    again = Single(tmp_path)
    assert again.is_listening
    again.close()

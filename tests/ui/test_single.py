import sys
from pathlib import Path

from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from fmnist_gui.ui import single
from fmnist_gui.ui.single import Single


def test_a_second_start_hands_over_its_path(qtbot: QtBot, tmp_path: Path) -> None:
    wish = tmp_path / "données 夏"
    code = (
        "import sys; from pathlib import Path; from fmnist_gui.ui import single; "
        "sys.exit(0 if single.hand_over(Path(sys.argv[1]), Path(sys.argv[2])) else 3)"
    )
    first = Single(tmp_path)
    heard: list[str] = []
    first.called.connect(heard.append)
    second = QProcess()
    with qtbot.waitSignals([first.called, second.finished], timeout=20_000):
        second.start(sys.executable, ["-c", code, str(tmp_path), str(wish)])
    assert heard == [str(wish)]
    assert second.exitCode() == 0
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

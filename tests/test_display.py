"""Whether a window can be shown: said in one sentence, before Qt would abort."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fmnist_gui import display
from fmnist_gui.display import DisplayError

VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take every display away, and the place where X servers would be looked for."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(display, "X_SOCKETS", tmp_path)


@pytest.fixture
def line() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as listening:
        yield listening


def refusal() -> str:
    with pytest.raises(DisplayError) as caught:
        display.check_server()
    return str(caught.value)


def test_no_display_at_all_is_one_sentence() -> None:
    sentence = refusal()
    assert sentence.startswith("no display: neither DISPLAY nor WAYLAND_DISPLAY is set")
    assert "demo --out DIR" in sentence


@pytest.mark.parametrize(
    "name",
    [
        ":93",
        ":93.0",
        "unix:93",
        ":",
        "93",
        ":²",
        ":٣",
        ":-1",
        ":" + "9" * 5000,
        "nonsense",
        "a..b:0",
        ".:0",
        "127.0.0.1:59999",
        "127.0.0.1:99999999999999999999",
        "[::1]:9",
        ":9\n3",
    ],
)
def test_a_display_where_nobody_answers_is_one_sentence(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", name)
    sentence = refusal()
    assert "nothing answers at DISPLAY=" in sentence
    assert "\n" not in sentence


def test_a_server_at_its_socket_is_found(
    line: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.bind(str(tmp_path / "X93"))
    line.listen()
    for name in (":93", ":93.0", "unix:93.1"):
        monkeypatch.setenv("DISPLAY", name)
        display.check_server()
    monkeypatch.setenv("DISPLAY", ":94")
    refusal()


def test_a_server_at_its_abstract_address_is_found(
    line: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.bind(f"\0{tmp_path / 'X93'}")
    line.listen()
    monkeypatch.setenv("DISPLAY", ":93")
    display.check_server()


def test_a_server_on_another_machine_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = listening.getsockname()[1] - 6000
        monkeypatch.setenv("DISPLAY", f"127.0.0.1:{number}.0")
        display.check_server()


def test_a_socket_that_a_dead_server_left_is_no_display(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "X93"))
    monkeypatch.setenv("DISPLAY", ":93")
    refusal()


def test_a_wayland_server_is_found(
    line: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.bind(str(tmp_path / "wayland-7"))
    line.listen()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    display.check_server()
    monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "wayland-7"))
    display.check_server()
    # Told to speak X, Qt would abort beside a fine Wayland server.
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    refusal()


def test_a_wayland_server_that_is_gone_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert "nothing answers at WAYLAND_DISPLAY=wayland-7" in refusal()


def test_an_x_server_will_do_beside_a_dead_wayland_server(
    line: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.bind(str(tmp_path / "X93"))
    line.listen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    monkeypatch.setenv("DISPLAY", ":93")
    display.check_server()


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:configfile=x", "vnc"])
def test_drawing_elsewhere_needs_no_server(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    display.check()


def test_elsewhere_than_on_linux_there_is_always_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert display.missing_packages() == ()
    display.check()


def test_a_missing_library_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "QT_LIBRARIES", {"libnowhere.so.7": "libnowhere7"})
    monkeypatch.setattr(display, "WINDOW_LIBRARIES", {"libnoxcb.so.1": "libnoxcb1"})
    assert display.missing_packages() == ("libnowhere7", "libnoxcb1")
    assert display.missing_packages(window=False) == ("libnowhere7",)
    with pytest.raises(DisplayError, match=r"'apt-get install libnowhere7 libnoxcb1'"):
        display.check_libraries()
    sentence = str(display.explained(ImportError("libnowhere.so.7: cannot open")))
    assert "libnowhere.so.7: cannot open" in sentence
    assert "'apt-get install libnowhere7 libnoxcb1'" in sentence
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with pytest.raises(DisplayError, match=r"'apt-get install libnowhere7'"):
        display.check()


def test_a_broken_installation_is_said_where_no_library_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(display, "QT_LIBRARIES", {})
    monkeypatch.setattr(display, "WINDOW_LIBRARIES", {})
    assert display.missing_packages() == ()
    sentence = str(display.explained(ImportError("No module named 'PySide6'")))
    assert "No module named 'PySide6'" in sentence
    assert "install the program again" in sentence


def test_the_libraries_of_qt_are_here_or_named() -> None:
    known = display.QT_LIBRARIES | display.WINDOW_LIBRARIES
    assert set(display.missing_packages()) <= set(known.values())
    # Qt itself is running these tests.
    assert display.missing_packages(window=False) == ()


def test_the_makefile_is_told_the_packages() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "fmnist_gui.display"], capture_output=True, text=True, check=True
    )
    assert tuple(told.stdout.split()) == display.missing_packages()
    assert told.stderr == ""


@pytest.mark.parametrize("name", ["", ":93"])
def test_the_program_says_it_and_ends_instead_of_aborting(name: str, tmp_path: Path) -> None:
    kept = {key: value for key, value in os.environ.items() if key not in VARIABLES}
    ended = subprocess.run(
        [sys.executable, "-m", "fmnist_gui", "--home", str(tmp_path / "home")],
        env=kept | ({"DISPLAY": name} if name else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("error: no display")
    assert ended.stderr.count("\n") == 1
    assert not (tmp_path / "home" / "fmnist-gui.db").exists()

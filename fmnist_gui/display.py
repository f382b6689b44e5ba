"""Whether a window can be shown here, found out before Qt would abort."""

import ctypes
import os
import socket
import sys
from pathlib import Path

from fmnist_gui.core.errors import FmnistError

QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What PySide6 needs on Linux at all, with the Debian package that brings it."""

WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""What its X11 windows need besides."""

PLATFORMS_WITHOUT_SERVER = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs")
"""Values of QT_QPA_PLATFORM with which Qt draws without asking a server for a window."""

X_SOCKETS = Path("/tmp/.X11-unix")
CONNECT_TIMEOUT_S = 3.0


class DisplayError(FmnistError):
    """No window can be shown here."""


def missing_packages(*, window: bool = True) -> tuple[str, ...]:
    """Return the Debian packages whose libraries Qt would look for in vain."""
    if not sys.platform.startswith("linux"):
        return ()
    wanted = QT_LIBRARIES | (WINDOW_LIBRARIES if window else {})
    return tuple(package for library, package in wanted.items() if not _loads(library))


def check() -> None:
    """Raise DisplayError, in one sentence, unless a window can be shown."""
    check_server()
    check_libraries()


def check_server() -> None:
    """Raise DisplayError unless there is a display to show a window on."""
    if not _needs_server():
        return
    wayland, display = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not display:
        raise DisplayError(
            "no display: neither DISPLAY nor WAYLAND_DISPLAY is set, so no window can be shown; "
            "start it on a desktop, or try 'fmnist-gui demo --out DIR', which needs none"
        )
    if _has_wayland() or (display and _answers(display)):
        return
    named = f"DISPLAY={display}" if display else f"WAYLAND_DISPLAY={wayland}"
    raise DisplayError(
        f"no display: nothing answers at {named}, so no window can be shown; "
        f"start it on a desktop, or correct {named.partition('=')[0]}"
    )


def check_libraries() -> None:
    """Raise DisplayError, naming the packages, unless Qt finds the system libraries it needs."""
    if packages := missing_packages(window=_needs_server() and not _has_wayland()):
        raise DisplayError(
            "system libraries that Qt needs are missing; on Debian and Ubuntu they come with "
            f"'apt-get install {' '.join(packages)}'"
        )


def explained(error: ImportError) -> DisplayError:
    """Return the sentence for a Qt that cannot be imported."""
    packages = missing_packages()
    remedy = (
        f"on Debian and Ubuntu 'apt-get install {' '.join(packages)}' brings what is missing"
        if packages
        else "install the program again"
    )
    return DisplayError(f"the window's library cannot be loaded ({error}); {remedy}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _needs_server() -> bool:
    """Whether Qt will look for an X or Wayland server: on Linux, unless told to draw elsewhere."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return sys.platform.startswith("linux") and platform not in PLATFORMS_WITHOUT_SERVER


def _has_wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name or os.environ.get("QT_QPA_PLATFORM") == "xcb":
        return False
    return _listens(str(Path(os.environ.get("XDG_RUNTIME_DIR", ""), name)))


def _answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = str(X_SOCKETS / f"X{number}")
        # Linux servers listen at an abstract address as well; either will do.
        return _listens(path) or _listens(f"\0{path}")
    try:
        with socket.create_connection((host, 6000 + int(number)), timeout=CONNECT_TIMEOUT_S):
            return True
    except (OSError, OverflowError, ValueError):
        # Not only nobody there: also a number that no port has and a name that no host can have.
        return False


def _listens(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(CONNECT_TIMEOUT_S)
        try:
            line.connect(address)
        except OSError:
            return False
        return True


if __name__ == "__main__":
    # The Makefile asks before anything is installed.
    sys.stdout.write(" ".join(missing_packages()))

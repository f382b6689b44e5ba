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
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or platform.split(":")[0] in ("offscreen", "minimal"):
        return
    wayland, display = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not display:
        raise DisplayError(
            "no display: neither DISPLAY nor WAYLAND_DISPLAY is set, so no window can be shown; "
            "start it on a desktop, or try 'fmnist-gui demo --out DIR', which needs none"
        )
    if display and not wayland and not _answers(display):
        raise DisplayError(
            f"no display: nothing answers at DISPLAY={display}, so no window can be shown; "
            "start it on a desktop, or correct DISPLAY"
        )
    if packages := missing_packages(window=not wayland):
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


def _answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    try:
        if host in ("", "unix"):
            return _answers_locally(X_SOCKETS / f"X{number}")
        with socket.create_connection((host, 6000 + int(number)), timeout=CONNECT_TIMEOUT_S):
            return True
    except OSError:
        return False


def _answers_locally(path: Path) -> bool:
    # Linux servers listen at an abstract address as well; either will do.
    for address in (str(path), f"\0{path}"):
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(CONNECT_TIMEOUT_S)
            try:
                line.connect(address)
            except OSError:
                continue
            return True
    return False


if __name__ == "__main__":
    # The Makefile asks before anything is installed.
    sys.stdout.write(" ".join(missing_packages()))

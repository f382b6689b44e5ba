"""A screen for commands that show the window: the desktop's, or one that exists only in memory."""

import os
import sys

from fmnist_gui import display

OFFSCREEN = "offscreen"
EXPECTED = "This plugin does not support"
"""How Qt begins what a screen in memory cannot do, such as limits to a window's size."""


def find() -> None:
    """Use the screen, or one in memory where there is none.

    Raises DisplayError when Qt lacks system libraries even for that. Imports Qt.
    """
    try:
        display.check()
    except display.DisplayError:
        os.environ["QT_QPA_PLATFORM"] = OFFSCREEN
        display.check_libraries()
    if os.environ.get("QT_QPA_PLATFORM") == OFFSCREEN:
        _hush()


def _hush() -> None:
    """Keep standard error for what somebody should read."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def handle(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not message.startswith(EXPECTED):
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(handle)

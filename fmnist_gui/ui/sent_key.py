"""Keys pressed by the program itself, to measure what follows them."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


def send_key(target: QObject, text: str, key: Qt.Key) -> None:
    """Press and release a key as a keyboard would; `text` is what it writes."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(target, event)


def post_key(target: QObject, text: str) -> None:
    """Press and release a key by way of the window's queue, in which it waits its turn."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.postEvent(target, event)

"""Notices that the window stands on another screen, or that its screen shows things larger."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QScreen, QWindow
from PySide6.QtWidgets import QWidget

MOVED = "The window came to another screen."
SCALED = "The scaling of the screen changed."


class ScreenWatch(QObject):
    """Watches the window of `widget` from when it is first shown.

    Signals:
        changed(str): what happened, in a sentence; once, however many things changed together.
    """

    changed = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._window: QWindow | None = None
        self._ratio = 0.0
        self._sentence = ""
        self._told = QTimer(self, singleShot=True, interval=0)
        self._told.timeout.connect(self._tell)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what concerns the screen, and let everything pass."""
        if event.type() == QEvent.Type.Show:
            self._follow(self._widget.window().windowHandle())
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._compare()
        return super().eventFilter(watched, event)

    def _follow(self, window: QWindow | None) -> None:
        self._ratio = self._widget.devicePixelRatioF()
        if window is None or window is self._window:
            return
        if self._window is not None:
            self._window.screenChanged.disconnect(self._on_screen_changed)
        self._window = window
        window.screenChanged.connect(self._on_screen_changed)

    def _compare(self) -> None:
        # Qt sends the event to widgets that are new in a window as well.
        before, self._ratio = self._ratio, self._widget.devicePixelRatioF()
        if self._window is not None and before != self._ratio:
            self._note(SCALED)

    def _on_screen_changed(self, _screen: QScreen) -> None:
        self._note(MOVED)

    def _note(self, sentence: str) -> None:
        # Another screen often has another scaling too; the screen is what a person sees.
        self._sentence = MOVED if MOVED in (sentence, self._sentence) else sentence
        self._told.start()

    def _tell(self) -> None:
        sentence, self._sentence = self._sentence, ""
        self.changed.emit(sentence)

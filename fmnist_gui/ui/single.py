"""One window per home folder: a second start hands its wish to the first and ends."""

import json
import sys
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

ANSWER_MS = 1000


@dataclass(frozen=True)
class Called:
    """What another start was given: a ``path`` to open and the folder of --data, or ""."""

    path: str
    data: str


def hand_over(home: Path, path: Path | None, *, data: Path | None = None) -> bool:
    """Hand `path` and `data` to the window open for `home`; False when there is none."""
    name = _name(home)
    if not sys.platform.startswith("win") and not (Path(tempfile.gettempdir()) / name).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    line = QLocalSocket()
    line.connectToServer(name)
    if not line.waitForConnected(ANSWER_MS):
        return False
    wish = {"path": _full(path), "data": _full(data)}
    # ASCII, so that names that are no text come through as well.
    line.write(json.dumps(wish).encode("ascii") + b"\n")
    line.waitForBytesWritten(ANSWER_MS)
    # The answer may have come while the bytes were written; then there is nothing to wait for.
    is_heard = line.bytesAvailable() > 0 or line.waitForReadyRead(ANSWER_MS)
    line.disconnectFromServer()
    return is_heard


class Single(QObject):
    """Listens for a second start.

    Signals:
        called(Called): another start happened.
    """

    called = Signal(object)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = _name(home)
        if not self._server.listen(name):
            # Left by a program that was killed: nobody answered there a moment ago.
            QLocalServer.removeServer(name)
            self._server.listen(name)
        self._server.newConnection.connect(self._on_connection)

    @property
    def is_listening(self) -> bool:
        """Whether a second start would be heard."""
        return self._server.isListening()

    def close(self) -> None:
        """Stop listening, also to those who are speaking."""
        from PySide6.QtNetwork import QLocalSocket

        self._server.close()
        for line in self.findChildren(QLocalSocket):
            # One that ends only with its parent would still tell us, who are half gone by then.
            line.readyRead.disconnect()
            line.disconnected.disconnect()
            line.abort()
            line.deleteLater()

    def _on_connection(self) -> None:
        line = self._server.nextPendingConnection()
        line.setParent(self)

        def read() -> None:
            if line.canReadLine():
                wish = _read(bytes(line.readLine().data()))
                line.write(b"heard\n")
                line.flush()
                self.called.emit(wish)

        line.readyRead.connect(read)
        line.disconnected.connect(line.deleteLater)
        read()


def _full(path: Path | None) -> str:
    return str(path.absolute()) if path else ""


def _read(line: bytes) -> Called:
    """Return what a line says; one of another version only brings the window to the front."""
    try:
        told = json.loads(line)
        path, data = told["path"], told["data"]
    except (ValueError, TypeError, KeyError):
        return Called("", "")
    return Called(path, data) if isinstance(path, str) and isinstance(data, str) else Called("", "")


def _name(home: Path) -> str:
    # A checksum, not a hash: hashlib would cost the start 10 ms, and nobody attacks this.
    return f"fmnist-gui-{zlib.crc32(str(home.absolute()).encode()):08x}"

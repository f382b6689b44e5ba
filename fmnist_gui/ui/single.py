"""One window per home folder: a second start hands its wish to the first and ends."""

import sys
import tempfile
import zlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal

ANSWER_MS = 1000


def hand_over(home: Path, wish: Path | None) -> bool:
    """Hand `wish` to the window that is open for `home`; False when there is none."""
    name = _name(home)
    if not sys.platform.startswith("win") and not (Path(tempfile.gettempdir()) / name).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    line = QLocalSocket()
    line.connectToServer(name)
    if not line.waitForConnected(ANSWER_MS):
        return False
    line.write(str(wish.absolute() if wish else "").encode() + b"\n")
    line.waitForBytesWritten(ANSWER_MS)
    # The answer may have come while the bytes were written; then there is nothing to wait for.
    is_heard = line.bytesAvailable() > 0 or line.waitForReadyRead(ANSWER_MS)
    line.disconnectFromServer()
    return is_heard


class Single(QObject):
    """Listens for a second start.

    Signals:
        called(str): another start happened; the path it was given, or "".
    """

    called = Signal(str)

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
        """Stop listening."""
        self._server.close()

    def _on_connection(self) -> None:
        line = self._server.nextPendingConnection()
        line.setParent(self)

        def read() -> None:
            if line.canReadLine():
                wish = bytes(line.readLine().data()).decode().strip()
                line.write(b"heard\n")
                line.flush()
                self.called.emit(wish)

        line.readyRead.connect(read)
        line.disconnected.connect(line.deleteLater)
        read()


def _name(home: Path) -> str:
    # A checksum, not a hash: hashlib would cost the start 10 ms, and nobody attacks this.
    return f"fmnist-gui-{zlib.crc32(str(home.absolute()).encode()):08x}"

"""Bring official files from the network: whole and right, or not at all."""

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QLockFile,
    QObject,
    QTimer,
    QUrl,
    Signal,
)

from fmnist_gui.core import progress
from fmnist_gui.core.dataset.catalog import OfficialFile
from fmnist_gui.core.errors import DownloadError
from fmnist_gui.ui.part_file import PartFile, claim
from fmnist_gui.ui.transfer import Transfer, TransferEnd

TIMEOUT_MS = 30_000
"""How long a server may send nothing before the next address is tried."""

_POLL_MS = 50


@dataclass(frozen=True)
class DownloadProgress:
    """How far all files together are, in bytes; ``name`` is the file on its way."""

    name: str
    bytes_done: int
    bytes_total: int


@dataclass(frozen=True)
class DownloadResult:
    """Where the files now lie, how many bytes they have and what they are called."""

    folder: Path
    bytes: int
    files: tuple[str, ...]


@dataclass(frozen=True)
class DownloadFailure:
    """The sentence that says why; the next download goes on with what has arrived."""

    error: DownloadError


class Download(QObject):
    """Fetches files into a folder, each from its addresses in turn.

    A file gets its name only when its size and SHA-256 are right; files that are there and right
    are left alone. After a cut connection or a cancel a ``.part`` file may stay, from which the
    next download goes on. Used once; call :meth:`cancel` before letting a running one go.

    Signals:
        progressed(DownloadProgress): bytes have arrived, or a file was found to be there.
        finished(DownloadResult): all files are in the folder.
        failed(DownloadFailure): a file could not be had from any address, or not be written.
        cancelled(DownloadProgress): stopped by :meth:`cancel`; how far it had come.
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal(object)

    def __init__(
        self,
        files: Sequence[OfficialFile],
        folder: Path,
        *,
        timeout_ms: int = TIMEOUT_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._files = tuple(files)
        self._folder = folder
        self._timeout_ms = timeout_ms
        self._waiting = iter(self._files)
        self._progress = DownloadProgress("", 0, sum(file.bytes for file in self._files))
        self._bytes_before = 0
        self._has_ended = False
        self._lock: QLockFile | None = None
        self._part: PartFile | None = None
        self._transfer: Transfer | None = None
        self._urls: Iterator[str] = iter(())
        self._url = ""
        self._problems: list[str] = []

    def start(self) -> None:
        """Begin as soon as the event loop turns."""
        QTimer.singleShot(0, self, self._begin)

    def cancel(self) -> None:
        """Stop at once; what has arrived of the current file stays as its part."""
        if self._transfer is not None:
            self._transfer.cancel()
        elif not self._has_ended:
            self._close()
            self.cancelled.emit(self._progress)

    def _begin(self) -> None:
        if self._has_ended:
            return
        try:
            self._lock = claim(self._folder)
            self._next_file()
        except DownloadError as error:
            self._fail(error)

    def _next_file(self) -> None:
        for file in self._waiting:
            self._part = PartFile(
                self._folder / file.name, size_bytes=file.bytes, sha256=file.sha256
            )
            self._progress = replace(self._progress, name=file.name)
            if not self._part.is_there():
                self._part.open()
                if not self._part.is_right:
                    self._urls, self._problems = iter(file.urls), []
                    self._next_address()
                    return
                self._part.commit()
            self._bytes_before += file.bytes
            self._on_advanced(0)
        self._close()
        names = tuple(file.name for file in self._files)
        self.finished.emit(DownloadResult(self._folder, self._bytes_before, names))

    def _next_address(self) -> None:
        url = next(self._urls, None)
        if url is None:
            raise self._nowhere()
        self._try(url)

    def _try(self, url: str) -> None:
        assert self._part is not None
        self._url = url
        self._transfer = Transfer(url, self._part, timeout_ms=self._timeout_ms, parent=self)
        self._transfer.advanced.connect(self._on_advanced)
        self._transfer.ended.connect(self._on_ended)

    def _on_advanced(self, position: int) -> None:
        self._progress = replace(self._progress, bytes_done=self._bytes_before + position)
        self.progressed.emit(self._progress)

    def _on_ended(self, end: TransferEnd) -> None:
        if self._transfer is not None:
            self._transfer.deleteLater()
            self._transfer = None
        if end.state == "cancelled":
            self._keep_part()
            self._close()
            self.cancelled.emit(self._progress)
            return
        try:
            self._go_on(end)
        except DownloadError as error:
            self._fail(error)

    def _go_on(self, end: TransferEnd) -> None:
        assert self._part is not None
        if end.error is not None:
            raise end.error
        if end.state == "right":
            self._part.commit()
            self._bytes_before += self._part.size_bytes
            self._next_file()
        elif end.state == "wrong" and end.was_resumed:
            # The beginning may have been the wrong half: once more, all of it from here.
            self._part.restart()
            self._try(self._url)
        else:
            if end.state == "wrong":
                self._part.restart()
            self._problems.append(f"{end.problem} at {QUrl(self._url).authority()}")
            self._next_address()

    def _keep_part(self) -> PartFile | None:
        part, self._part = self._part, None
        if part is not None:
            part.keep()
        return part

    def _nowhere(self) -> DownloadError:
        part = self._keep_part()
        assert part is not None
        again = "download again, which goes on where it stopped"
        later = "try again later, or open a folder that holds the files"
        if all(problem.startswith("no such host") for problem in self._problems):
            return DownloadError(
                "the network",
                expected="an answer from one of the download's addresses",
                found="none of them",
                remedy=f"check the connection and {again if part.position else later}",
            )
        return DownloadError(
            part.target.name,
            expected=f"the official file of {part.size_bytes:,} bytes",
            found=" and ".join(dict.fromkeys(self._problems)) or "no address",
            remedy=f"check the network and {again if part.position else later}",
        )

    def _fail(self, error: DownloadError) -> None:
        self._close()
        self.failed.emit(DownloadFailure(error))

    def _close(self) -> None:
        """Let go of everything that is held, before the last signal."""
        self._has_ended = True
        if self._part is not None:
            self._part.discard()
        if self._lock is not None:
            self._lock.unlock()


def fetch(
    files: Sequence[OfficialFile],
    folder: Path,
    *,
    report: progress.Report = progress.ignore,
    is_cancelled: progress.CancelCheck = progress.never,
    timeout_ms: int = TIMEOUT_MS,
) -> DownloadResult:
    """Download without a window and return when all is done; see :class:`Download`.

    `report` gets bytes. Ctrl-C counts as a cancel. Raises DownloadError, or Cancelled.
    """
    earlier = QCoreApplication.instance()
    app = earlier or QCoreApplication([])
    ends: list[DownloadResult | DownloadFailure | DownloadProgress] = []
    steps: list[DownloadProgress] = []
    alarm = QTimer()
    download = Download(files, folder, timeout_ms=timeout_ms)
    download.progressed.connect(steps.append)
    for ended in (download.finished, download.failed, download.cancelled):
        ended.connect(ends.append)
    try:
        with _interruption() as interruption:
            download.start()
            alarm.start(_POLL_MS)
            # A turn at a time: what `report` and `is_cancelled` raise would be lost inside a slot.
            while not ends:
                app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
                while steps:
                    step = steps.pop(0)
                    report(step.bytes_done, step.bytes_total)
                if interruption.is_set() or is_cancelled():
                    download.cancel()
    finally:
        alarm.stop()
        download.cancel()
        download.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if earlier is None:
            app.shutdown()
    return _result(ends[0])


def _result(end: DownloadResult | DownloadFailure | DownloadProgress) -> DownloadResult:
    if isinstance(end, DownloadResult):
        return end
    raise end.error if isinstance(end, DownloadFailure) else progress.Cancelled


@contextmanager
def _interruption() -> Iterator[threading.Event]:
    """Take Ctrl-C as a wish; as an exception it would be lost inside a slot."""
    interruption = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield interruption
        return
    earlier = signal.signal(signal.SIGINT, lambda _number, _frame: interruption.set())
    try:
        yield interruption
    finally:
        signal.signal(signal.SIGINT, earlier)

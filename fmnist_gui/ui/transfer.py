"""One try at one address: what arrives is judged before it is kept."""

import re
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from fmnist_gui import __version__
from fmnist_gui.core.errors import DownloadError
from fmnist_gui.ui.part_file import PartFile

REDIRECTS_MAX = 5
_BUFFER_BYTES = 1 << 20
_Attribute = QNetworkRequest.Attribute
_Error = QNetworkReply.NetworkError
_REASONS = {
    _Error.ConnectionRefusedError: "a refused connection",
    _Error.RemoteHostClosedError: "a cut connection",
    _Error.HostNotFoundError: "no such host",
    _Error.TooManyRedirectsError: f"more than {REDIRECTS_MAX} redirects",
    _Error.InsecureRedirectError: "a redirect to an unsafe address",
    _Error.ProtocolUnknownError: "an address that is not http or https",
}


@dataclass(frozen=True)
class TransferEnd:
    """How one try ended; ``problem`` is a noun phrase for a sentence.

    *right*: the part is whole. *unfinished*: what is in the part is a good beginning.
    *wrong*: what is in the part is not the file. *cancelled*. *disk*: ``error`` says what the
    disk refused. ``was_resumed`` tells that the try had gone on from an earlier beginning.
    """

    state: Literal["right", "unfinished", "wrong", "cancelled", "disk"]
    problem: str = ""
    was_resumed: bool = False
    error: DownloadError | None = None


class Transfer(QObject):
    """Fetches one address into an open part, from where the part ends.

    Signals:
        advanced(int): bytes have arrived; how many the part now holds.
        ended(TransferEnd): nothing more will come; emitted once.
    """

    advanced = Signal(object)
    ended = Signal(object)

    def __init__(
        self, url: str, part: PartFile, *, timeout_ms: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._part = part
        self._timeout_ms = timeout_ms
        self._offset = part.position
        self._end: TransferEnd | None = None
        self._is_judged = False
        manager = QNetworkAccessManager(self)
        self._reply = manager.get(_request(url, self._offset, timeout_ms=timeout_ms))
        self._reply.setReadBufferSize(_BUFFER_BYTES)
        self._reply.readyRead.connect(self._on_ready_read)
        self._reply.finished.connect(self._on_finished)

    def cancel(self) -> None:
        """End the try at once."""
        self._stop(TransferEnd("cancelled"))

    def _stop(self, end: TransferEnd) -> None:
        if self._end is None:
            self._end = end
            self._reply.abort()

    def _on_ready_read(self) -> None:
        if self._end is not None:
            return
        try:
            refusal = self._judge()
            if refusal is not None:
                self._stop(refusal)
                return
            chunk = bytes(self._reply.readAll().data())
            if self._part.position + len(chunk) > self._part.size_bytes:
                self._stop(self._wrong(f"more than {self._part.size_bytes:,} bytes"))
                return
            self._part.write(chunk)
        except DownloadError as error:
            self._stop(TransferEnd("disk", error=error))
            return
        self.advanced.emit(self._part.position)

    def _on_finished(self) -> None:
        if self._end is None and self._reply.bytesAvailable():
            self._on_ready_read()
        if self._end is None:
            self._end = self._verdict()
        self.ended.emit(self._end)

    def _judge(self) -> TransferEnd | None:
        """Look at the head of the answer, once, before its first byte is kept."""
        if self._is_judged:
            return None
        self._is_judged = True
        status = self._status()
        if status == 206 and not self._goes_on():
            return self._wrong("another part of the file")
        if status not in (200, 206):
            return TransferEnd("unfinished", f"status {status} {self._phrase()}".strip())
        start = self._offset if status == 206 else 0
        length = self._announced()
        if start == 0 and _is_web_page(bytes(self._reply.peek(256).data())):
            return TransferEnd("unfinished", "a web page")
        if length is not None and start + length != self._part.size_bytes:
            return TransferEnd("unfinished", f"a file of {start + length:,} bytes")
        if start == 0:
            self._offset = 0
            self._part.restart()
        return None

    def _verdict(self) -> TransferEnd:
        """Say what a try that ended by itself has brought."""
        error, status = self._reply.error(), self._status()
        if self._part.is_right:
            return TransferEnd("right")
        if status == 416 and self._offset:
            return self._wrong("a refusal to go on")
        if status >= 400:
            return TransferEnd("unfinished", f"status {status} {self._phrase()}".strip())
        if error in (_Error.TimeoutError, _Error.OperationCanceledError):
            return TransferEnd("unfinished", f"silence for {self._timeout_ms / 1000:g} s")
        if error is not _Error.NoError:
            return TransferEnd("unfinished", _REASONS.get(error, self._reply.errorString()))
        if not self._is_judged:
            return TransferEnd("unfinished", "an empty answer")
        if self._part.position == self._part.size_bytes:
            return self._wrong("other bytes (the SHA-256 differs)")
        if self._announced() is not None:
            return TransferEnd("unfinished", "a cut connection")
        return self._wrong(f"a file of {self._part.position:,} bytes")

    def _wrong(self, problem: str) -> TransferEnd:
        return TransferEnd("wrong", problem, was_resumed=self._offset > 0)

    def _status(self) -> int:
        return int(self._reply.attribute(_Attribute.HttpStatusCodeAttribute) or 0)

    def _phrase(self) -> str:
        phrase = str(self._reply.attribute(_Attribute.HttpReasonPhraseAttribute) or "")
        return "".join(c for c in phrase if c.isprintable())[:60]

    def _announced(self) -> int | None:
        """Return the length that the answer's head gives to its body, in bytes."""
        value = bytes(self._reply.rawHeader("Content-Length").data()).strip()
        return int(value) if value.isdigit() else None

    def _goes_on(self) -> bool:
        """Whether a partial answer begins where the part ends."""
        value = bytes(self._reply.rawHeader("Content-Range").data())
        match = re.match(rb"bytes (\d+)-\d+/(\d+|\*)$", value.strip())
        total = b"%d" % self._part.size_bytes
        return (
            match is not None
            and self._offset > 0
            and int(match[1]) == self._offset
            and match[2] in (b"*", total)
        )


def _request(url: str, offset: int, *, timeout_ms: int) -> QNetworkRequest:
    request = QNetworkRequest(QUrl(url))
    request.setTransferTimeout(timeout_ms)
    request.setMaximumRedirectsAllowed(REDIRECTS_MAX)
    request.setAttribute(
        _Attribute.RedirectPolicyAttribute,
        QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy.value,
    )
    request.setAttribute(_Attribute.Http2AllowedAttribute, False)
    request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, f"fmnist-gui/{__version__}")
    # Else Qt asks for gzip and unpacks what is marked so; the sum is of the packed file.
    request.setRawHeader(b"Accept-Encoding", b"identity")
    if offset:
        request.setRawHeader(b"Range", b"bytes=%d-" % offset)
    return request


def _is_web_page(head: bytes) -> bool:
    return head.lstrip().lower().startswith((b"<!doctype html", b"<html"))

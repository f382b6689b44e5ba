"""A real HTTP server on 127.0.0.1 whose paths misbehave, each in its own way."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Visit"], object]


class Visit(BaseHTTPRequestHandler):
    """One request; ``offset`` is where its Range header begins, None without one."""

    server: "MisbehavingServer"
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.visits.append((self.path, self.offset))
        try:
            self.server.answers[self.path](self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.is_hung_up.set()

    @property
    def offset(self) -> int | None:
        value = self.headers.get("Range")
        return int(value.removeprefix("bytes=").removesuffix("-")) if value else None

    def head(self, status: int, **headers: object) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


class MisbehavingServer(ThreadingHTTPServer):
    """``answers`` maps paths to what happens there; ``visits`` lists (path, offset) as they came.

    ``is_released`` is set at the end, so that no answer that holds back holds the test.
    ``is_hung_up`` is set once the client has closed while an answer was being written.
    """

    daemon_threads = False
    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.answers: dict[str, Answer] = {}
        self.visits: list[tuple[str, int | None]] = []
        self.is_released = threading.Event()
        self.is_hung_up = threading.Event()

    @property
    def asked(self) -> list[tuple[str, int | None]]:
        """Return the visits without repeats: Qt may send one again when its line was closed."""
        return list(dict.fromkeys(self.visits))

    def at(self, path: str, answer: Answer) -> str:
        """Answer `path` so, and return its address."""
        self.answers[path] = answer
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


@contextmanager
def serving() -> Iterator[MisbehavingServer]:
    """Run a server in a thread, and take both down at the end."""
    server = MisbehavingServer()
    # Widgets that earlier tests left as garbage must not be destroyed by the server's thread.
    gc.collect()
    gc.disable()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.is_released.set()
        server.shutdown()
        server.server_close()
        thread.join()
        gc.enable()


def whole(body: bytes) -> Answer:
    """Answer as a server should, Range included."""

    def answer(visit: Visit) -> None:
        start = visit.offset or 0
        if start >= len(body):
            visit.head(416, Content_Range=f"bytes */{len(body)}", Content_Length=0)
            return
        part = body[start:]
        headers: dict[str, object] = {"Content_Length": len(part)}
        if visit.offset is not None:
            headers["Content_Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        visit.head(200 if visit.offset is None else 206, **headers)
        visit.wfile.write(part)

    return answer


def without_range(body: bytes) -> Answer:
    """Answer with all of it, whatever part was asked for."""

    def answer(visit: Visit) -> None:
        visit.head(200, Content_Length=len(body))
        visit.wfile.write(body)

    return answer


def cut(body: bytes, after: int) -> Answer:
    """Announce the whole body and hang up after some bytes of it."""

    def answer(visit: Visit) -> None:
        visit.head(200, Content_Length=len(body))
        visit.wfile.write(body[:after])

    return answer


def stalled(body: bytes, after: int) -> Answer:
    """Send some bytes and then nothing, with the line open."""

    def answer(visit: Visit) -> None:
        visit.head(200, Content_Length=len(body))
        visit.wfile.write(body[:after])
        visit.wfile.flush()
        visit.server.is_released.wait(10)

    return answer


def endless(visit: Visit) -> None:
    """Send without a length until the other side hangs up."""
    visit.head(200)
    while not visit.server.is_released.is_set():
        visit.wfile.write(b"x" * 65536)


def page(status: int, *, length: bool = True) -> Answer:
    """Answer with a web page in place of the file."""
    body = b"<!DOCTYPE html>\n<title>Sign in</title><p>Please sign in to this network."

    def answer(visit: Visit) -> None:
        headers: dict[str, object] = {"Content_Length": len(body)} if length else {}
        visit.head(status, Content_Type="text/html", **headers)
        visit.wfile.write(body)

    return answer


def redirect(to: str, status: int = 302) -> Answer:
    """Send the client elsewhere."""

    def answer(visit: Visit) -> None:
        visit.head(status, Location=to, Content_Length=0)

    return answer

"""Whatever a server does, a file is whole and right under its name or not there at all."""

import hashlib
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.catalog import OfficialFile
from fmnist_gui.core.errors import DownloadError
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.ui.download import (
    Download,
    DownloadFailure,
    DownloadProgress,
    DownloadResult,
    fetch,
)
from tests.ui.misbehaving_server import (
    MisbehavingServer,
    Visit,
    cut,
    endless,
    page,
    redirect,
    serving,
    stalled,
    whole,
    without_range,
)

BODY = bytes(range(256)) * 1024
"""262,144 bytes that no part of can be taken for another."""

WRONG = bytes(reversed(BODY))
PATIENT_MS = 20_000
QUICK_MS = 500

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingServer]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def official(*urls: str, name: str = "images.gz", body: bytes = BODY) -> OfficialFile:
    return OfficialFile(
        name=name,
        bytes=len(body),
        md5="",
        sha256=hashlib.sha256(body).hexdigest(),
        urls=urls,
    )


def failure(files: tuple[OfficialFile, ...], folder: Path, *, timeout_ms: int = PATIENT_MS) -> str:
    with pytest.raises(DownloadError) as caught:
        fetch(files, folder, timeout_ms=timeout_ms)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def leave_part(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "images.gz.part").write_bytes(content)


def test_files_arrive_whole_with_their_progress(server: MisbehavingServer, folder: Path) -> None:
    labels = b"label" * 100
    files = (
        official(server.at("/images", whole(BODY))),
        official(server.at("/labels", whole(labels)), name="labels.gz", body=labels),
    )
    steps: list[tuple[int, int]] = []

    result = fetch(files, folder, report=lambda done, total: steps.append((done, total)))

    total = len(BODY) + len(labels)
    assert result == DownloadResult(folder, total, ("images.gz", "labels.gz"))
    assert (folder / "images.gz").read_bytes() == BODY
    assert (folder / "labels.gz").read_bytes() == labels
    assert left(folder) == ["images.gz", "labels.gz"]
    assert steps == sorted(steps)
    assert steps[-1] == (total, total)


def test_a_file_that_is_there_and_right_is_not_fetched_again(
    server: MisbehavingServer, folder: Path
) -> None:
    files = (official(server.at("/images", whole(BODY))),)
    fetch(files, folder)
    server.visits.clear()
    fetch(files, folder)
    assert server.visits == []


def test_a_file_that_is_there_and_wrong_is_replaced_only_by_the_right_one(
    server: MisbehavingServer, folder: Path
) -> None:
    folder.mkdir()
    (folder / "images.gz").write_bytes(b"mine")
    failure((official(server.at("/wrong", whole(WRONG))),), folder)
    assert (folder / "images.gz").read_bytes() == b"mine"
    fetch((official(server.at("/right", whole(BODY))),), folder)
    assert (folder / "images.gz").read_bytes() == BODY


def test_packed_files_are_not_unpacked_on_the_way(server: MisbehavingServer, folder: Path) -> None:
    accepted: list[str | None] = []

    def answer(visit: Visit) -> None:
        accepted.append(visit.headers.get("Accept-Encoding"))
        visit.head(200, Content_Length=len(BODY), Content_Encoding="gzip")
        visit.wfile.write(BODY)

    fetch((official(server.at("/images", answer)),), folder)
    assert accepted == ["identity"]


REFUSALS: dict[str, tuple[Callable[[MisbehavingServer], str], str]] = {
    "a web page": (lambda s: s.at("/bad", page(200)), "a web page"),
    "a web page without length": (lambda s: s.at("/bad", page(200, length=False)), "a web page"),
    "forbidden": (lambda s: s.at("/bad", page(403)), "status 403 Forbidden"),
    "missing": (lambda s: s.at("/bad", page(404)), "status 404 Not Found"),
    "server error": (lambda s: s.at("/bad", page(503)), "status 503 Service Unavailable"),
    "wrong bytes": (lambda s: s.at("/bad", whole(WRONG)), "other bytes"),
    "too long": (lambda s: s.at("/bad", whole(BODY + b"x")), "a file of 262,145 bytes"),
    "too short": (lambda s: s.at("/bad", whole(BODY[:-1])), "a file of 262,143 bytes"),
    "endless": (lambda s: s.at("/bad", endless), "more than 262,144 bytes"),
    "empty": (lambda s: s.at("/bad", lambda v: v.head(200)), "an empty answer"),
    "no content": (lambda s: s.at("/bad", lambda v: v.head(204)), "an empty answer"),
    "hung up": (lambda s: s.at("/bad", lambda v: None), "a cut connection"),
    "no http": (lambda s: s.at("/bad", lambda v: v.wfile.write(b"220 mail\r\n\r\n")), "at 127"),
    "silent": (lambda s: s.at("/bad", lambda v: v.server.is_released.wait(10)), "silence"),
    "redirects in a circle": (lambda s: s.at("/bad", redirect("/bad")), "more than 5 redirects"),
    "redirect to a local file": (
        lambda s: s.at("/bad", redirect("file:///etc/hostname")),
        "not http or https",
    ),
    "refused": (lambda _: f"http://127.0.0.1:{_closed_port()}/bad", "a refused connection"),
}


def patience(kind: str) -> int:
    """Return the time limit in ms: short only where it is waited for."""
    return QUICK_MS if kind == "silent" else PATIENT_MS


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("kind", REFUSALS)
def test_what_is_not_the_file_is_refused_in_one_sentence(
    kind: str, server: MisbehavingServer, folder: Path
) -> None:
    answer, found = REFUSALS[kind]
    sentence = failure((official(answer(server)),), folder, timeout_ms=patience(kind))
    assert sentence.startswith("images.gz: expected the official file of 262,144 bytes, found ")
    assert found in sentence
    assert "at 127.0.0.1:" in sentence
    assert left(folder) == []


@pytest.mark.parametrize("kind", REFUSALS)
def test_after_a_refusal_the_mirror_is_tried(
    kind: str, server: MisbehavingServer, folder: Path
) -> None:
    answer, _ = REFUSALS[kind]
    file = official(answer(server), server.at("/mirror", whole(BODY)))
    fetch((file,), folder, timeout_ms=patience(kind))
    assert (folder / "images.gz").read_bytes() == BODY
    assert left(folder) == ["images.gz"]


def test_a_body_that_is_too_long_is_cut_off_at_once(
    server: MisbehavingServer, folder: Path
) -> None:
    failure((official(server.at("/bad", endless)),), folder)
    assert server.is_hung_up.wait(5)


def test_redirects_are_followed_only_so_often(server: MisbehavingServer, folder: Path) -> None:
    failure((official(server.at("/bad", redirect("/bad"))),), folder)
    # One and five more, and those that Qt sends again when its line was closed.
    assert 6 <= len(server.visits) <= 12


def test_a_refusal_to_go_on_begins_again(server: MisbehavingServer, folder: Path) -> None:
    leave_part(folder, BODY[:5000])

    def answer(visit: Visit) -> None:
        if visit.offset is None:
            whole(BODY)(visit)
        else:
            visit.head(416, Content_Length=0)

    fetch((official(server.at("/images", answer)),), folder)
    assert server.asked == [("/images", 5000), ("/images", None)]


def test_every_address_that_failed_is_named(server: MisbehavingServer, folder: Path) -> None:
    file = official(server.at("/a", page(403)), server.at("/b", whole(WRONG)))
    sentence = failure((file,), folder)
    assert "status 403 Forbidden at 127.0.0.1" in sentence
    assert " and other bytes" in sentence


def test_a_redirect_is_followed(server: MisbehavingServer, folder: Path) -> None:
    server.at("/there", whole(BODY))
    fetch((official(server.at("/here", redirect("/there"))),), folder)
    assert (folder / "images.gz").read_bytes() == BODY


def test_a_cut_file_stays_as_a_part_and_is_gone_on_with(
    server: MisbehavingServer, folder: Path
) -> None:
    sentence = failure((official(server.at("/cut", cut(BODY, 100_000))),), folder)
    assert "a cut connection" in sentence
    assert "goes on where it stopped" in sentence
    assert left(folder) == ["images.gz.part"]
    assert (folder / "images.gz.part").read_bytes() == BODY[:100_000]

    fetch((official(server.at("/whole", whole(BODY))),), folder)
    assert server.visits[-1] == ("/whole", 100_000)
    assert (folder / "images.gz").read_bytes() == BODY
    assert left(folder) == ["images.gz"]


def test_the_mirror_goes_on_where_the_first_address_was_cut(
    server: MisbehavingServer, folder: Path
) -> None:
    file = official(server.at("/cut", cut(BODY, 5000)), server.at("/mirror", whole(BODY)))
    fetch((file,), folder)
    assert server.asked == [("/cut", None), ("/mirror", 5000)]
    assert (folder / "images.gz").read_bytes() == BODY


def test_a_server_that_falls_silent_in_the_middle_is_left(
    server: MisbehavingServer, folder: Path
) -> None:
    sentence = failure(
        (official(server.at("/slow", stalled(BODY, 7000))),), folder, timeout_ms=QUICK_MS
    )
    assert "silence for 0.5 s" in sentence
    assert (folder / "images.gz.part").read_bytes() == BODY[:7000]


def test_a_server_without_ranges_sends_all_of_it_again(
    server: MisbehavingServer, folder: Path
) -> None:
    leave_part(folder, BODY[:5000])
    fetch((official(server.at("/images", without_range(BODY))),), folder)
    assert server.asked == [("/images", 5000)]
    assert (folder / "images.gz").read_bytes() == BODY


@pytest.mark.parametrize(
    ("content", "offsets"),
    [(WRONG[:5000], [5000, None]), (WRONG, [None]), (BODY + b"x", [None])],
    ids=["wrong beginning", "wrong whole", "too long"],
)
def test_a_wrong_part_is_thrown_away_and_fetched_anew_once(
    content: bytes, offsets: list[int | None], server: MisbehavingServer, folder: Path
) -> None:
    leave_part(folder, content)
    fetch((official(server.at("/images", whole(BODY))),), folder)
    assert (folder / "images.gz").read_bytes() == BODY
    assert [offset for _, offset in server.asked] == offsets


def test_a_wrong_part_and_a_wrong_answer_leave_nothing(
    server: MisbehavingServer, folder: Path
) -> None:
    leave_part(folder, WRONG[:5000])
    failure((official(server.at("/images", whole(WRONG))),), folder)
    assert server.asked == [("/images", 5000), ("/images", None)]
    assert left(folder) == []


@pytest.mark.parametrize("content_range", ["bytes 0-262143/262144", "bytes 5000-9/10", "nonsense"])
def test_another_part_than_the_one_asked_for_is_not_appended(
    content_range: str, server: MisbehavingServer, folder: Path
) -> None:
    def answer(visit: Visit) -> None:
        if visit.offset is None:
            whole(BODY)(visit)
        else:
            visit.head(206, Content_Range=content_range, Content_Length=len(BODY) - 5000)
            visit.wfile.write(BODY[5000:])

    leave_part(folder, BODY[:5000])
    fetch((official(server.at("/images", answer)),), folder)
    assert [offset for _, offset in server.asked] == [5000, None]
    assert (folder / "images.gz").read_bytes() == BODY


def test_a_part_that_is_already_whole_needs_no_network(folder: Path) -> None:
    leave_part(folder, BODY)
    fetch((official("http://127.0.0.1:9/never"),), folder)
    assert left(folder) == ["images.gz"]


def test_a_cancelled_download_can_be_gone_on_with(server: MisbehavingServer, folder: Path) -> None:
    far = threading.Event()

    def report(done: int, total: int) -> None:
        if done == 9000:
            far.set()

    file = official(server.at("/slow", stalled(BODY, 9000)), server.at("/mirror", whole(BODY)))
    with pytest.raises(Cancelled):
        fetch((file,), folder, report=report, is_cancelled=far.is_set)
    assert left(folder) == ["images.gz.part"]
    assert [path for path, _ in server.asked] == ["/slow"]

    fetch((official(server.at("/whole", whole(BODY))),), folder)
    assert server.visits[-1] == ("/whole", 9000)


def test_ctrl_c_stops_the_command_line(server: MisbehavingServer, folder: Path) -> None:
    def answer(visit: Visit) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        stalled(BODY, 10)(visit)

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(Cancelled):
        fetch((official(server.at("/slow", answer)),), folder)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_bug_in_the_report_ends_the_download(server: MisbehavingServer, folder: Path) -> None:
    def report(done: int, total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fetch((official(server.at("/slow", stalled(BODY, 10))),), folder, report=report)
    assert left(folder) == ["images.gz.part"]


def test_a_folder_that_cannot_be_written_is_named(
    server: MisbehavingServer, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    sentence = failure((official(server.at("/a", whole(BODY))),), tmp_path / "file" / "data")
    assert sentence.startswith(f"{tmp_path / 'file' / 'data'}: expected a place that can be")
    assert server.visits == []


def test_a_full_disk_is_said_and_leaves_nothing(server: MisbehavingServer, folder: Path) -> None:
    # The nearest thing to a full disk that a test may bring about: a limit on the size of files.
    file = official(server.at("/a", whole(BODY)), server.at("/b", whole(BODY)))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        sentence = failure((file,), folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "images.gz.part: expected a place that can be written, found file too large" in sentence
    assert left(folder) == []
    assert [path for path, _ in server.asked] == ["/a"]


def test_a_folder_in_the_way_of_the_file_is_said(server: MisbehavingServer, folder: Path) -> None:
    (folder / "images.gz").mkdir(parents=True)
    sentence = failure((official(server.at("/a", whole(BODY))),), folder)
    assert "images.gz: expected a place that can be written" in sentence
    assert left(folder) == ["images.gz"]


def test_two_downloads_into_one_folder_do_not_mix(
    server: MisbehavingServer, folder: Path, qtbot: QtBot
) -> None:
    first = Download((official(server.at("/slow", stalled(BODY, 9000))),), folder)
    with qtbot.waitSignal(first.progressed):
        first.start()
    sentence = failure((official(server.at("/b", whole(BODY))),), folder)
    assert "found another download under way" in sentence
    with qtbot.waitSignal(first.cancelled):
        first.cancel()
    assert left(folder) == ["images.gz.part"]


def test_the_window_hears_of_progress_and_end(
    server: MisbehavingServer, folder: Path, qtbot: QtBot
) -> None:
    download = Download((official(server.at("/images", whole(BODY))),), folder)
    steps: list[DownloadProgress] = []
    download.progressed.connect(steps.append)
    with qtbot.waitSignal(download.finished) as end:
        download.start()
    assert end.args == [DownloadResult(folder, len(BODY), ("images.gz",))]
    assert steps[-1] == DownloadProgress("images.gz", len(BODY), len(BODY))


def test_the_window_hears_of_a_failure(
    server: MisbehavingServer, folder: Path, qtbot: QtBot
) -> None:
    download = Download((official(server.at("/images", page(403))),), folder)
    with qtbot.waitSignal(download.failed) as end:
        download.start()
    assert isinstance(end.args[0], DownloadFailure)
    assert "status 403" in str(end.args[0].error)


def test_the_window_hears_of_a_cancel(
    server: MisbehavingServer, folder: Path, qtbot: QtBot
) -> None:
    download = Download((official(server.at("/slow", stalled(BODY, 9000))),), folder)
    with qtbot.waitSignal(download.progressed):
        download.start()
    with qtbot.waitSignal(download.cancelled) as end:
        download.cancel()
    assert end.args == [DownloadProgress("images.gz", 9000, len(BODY))]
    with qtbot.assertNotEmitted(download.cancelled):
        download.cancel()


def test_a_download_that_is_cancelled_before_it_begins_does_nothing(
    server: MisbehavingServer, folder: Path, qtbot: QtBot
) -> None:
    download = Download((official(server.at("/images", whole(BODY))),), folder)
    download.start()
    with qtbot.waitSignal(download.cancelled):
        download.cancel()
    with qtbot.assertNotEmitted(download.finished, wait=50):
        pass
    assert not folder.exists()
    assert server.visits == []


def test_without_a_window_it_works_as_often_as_wished(
    server: MisbehavingServer, folder: Path
) -> None:
    code = """if True:
        import sys
        from pathlib import Path
        from tests.ui.test_download import fetch, official
        for number in "12":
            fetch((official(sys.argv[1]),), Path(sys.argv[2]) / number)
        from PySide6.QtWidgets import QApplication
        QApplication([])
    """
    url = server.at("/images", whole(BODY))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, url, str(folder)],
        capture_output=True,
        text=True,
        timeout=30,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "2" / "images.gz").read_bytes() == BODY


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")
def test_no_thread_and_no_open_file_stays_behind(
    server: MisbehavingServer, folder: Path, qtbot: QtBot
) -> None:
    before = held()
    for number in range(5):
        fetch((official(server.at("/images", whole(BODY))),), folder / str(number))
    failure((official(server.at("/cut", cut(BODY, 9))),), folder / "cut")
    qtbot.waitUntil(lambda: held() == before)


def held() -> tuple[int, int]:
    """Count the threads and the open files of this process; those of the server end by and by."""
    tasks, files = Path("/proc/self/task"), Path("/proc/self/fd")
    return len(list(tasks.iterdir())), len(list(files.iterdir()))

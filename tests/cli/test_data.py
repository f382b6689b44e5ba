"""``data``: what is checked, what is found, what is fetched."""

import hashlib
import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.cli import data as module
from fmnist_gui.cli.output import progress
from fmnist_gui.core.dataset import idx
from fmnist_gui.core.dataset.catalog import Catalog, Entry, OfficialFile
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from tests import sample
from tests.cli.conftest import TEST, TRAIN, write_data
from tests.cli.console import Run, start
from tests.ui.misbehaving_server import page, serving, whole


def test_check_tells_every_split(run: Run, data: Path) -> None:
    content = run("data", "check", data, "--json").content
    assert content["verified"] is None
    assert content["class_names"] == list(FASHION_CLASSES)
    for name, count in (("train", TRAIN), ("test", TEST)):
        assert content["splits"][name] == {
            "images": count,
            "rows": 28,
            "columns": 28,
            "classes": 10,
            "fingerprint": sample.split(name, count).fingerprint,
        }


def test_check_says_the_same_in_words(run: Run, data: Path) -> None:
    told = run("data", "check", data)
    assert (told.status, told.err) == (0, "")
    assert f"test: {TEST} images of 28 x 28, 10 classes, fingerprint " in told.out
    assert told.out.endswith("Well formed.\n")


def test_check_knows_the_official_files(run: Run, fashion_mnist: Path) -> None:
    content = run("data", "check", fashion_mnist, "--json").content
    counts = {name: split["images"] for name, split in content["splits"].items()}
    assert counts == {"train": 60_000, "test": 10_000}
    assert content["verified"] == "fashion-mnist"


def test_the_practice_images_are_not_taken_for_the_official_ones(run: Run) -> None:
    practice = resources.folder() / "practice"
    assert run("data", "check", practice, "--json").content["verified"] is None


def test_check_takes_a_list_of_classes(run: Run, tmp_path: Path) -> None:
    split = sample.split("test", 12, rows=8, columns=5, classes=3)
    folder = tmp_path / "other"
    folder.mkdir()
    idx.write_images(folder / "test-images-idx3-ubyte", split.images)
    idx.write_labels(folder / "test-labels-idx1-ubyte", split.labels)
    names = tmp_path / "names.txt"
    names.write_text("eins\nzwei\ndrei\n")
    assert "expected images of 28" in run("data", "check", folder, "--json").refusal
    content = run("data", "check", folder, "--classes", names, "--json").content
    assert content["class_names"] == ["eins", "zwei", "drei"]
    assert content["splits"]["test"]["columns"] == 5
    names.write_text("eins\nzwei\n")
    assert "label 2" in run("data", "check", folder, "--classes", names).refusal


def _nothing(_folder: Path) -> None:
    pass


def _cut(folder: Path) -> None:
    path = write_data(folder, test=3) / "t10k-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-9])


def _without_labels(folder: Path) -> None:
    (write_data(folder, test=3) / "t10k-labels-idx1-ubyte.gz").unlink()


def _page(folder: Path) -> None:
    for name in ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"):
        (folder / name).write_text("<html>Please sign in</html>")


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (_nothing, "expected files like train-images-idx3-ubyte.gz"),
        (_cut, "expected intact gzip data"),
        (_without_labels, "t10k-labels"),
        (_page, "a web page"),
    ],
)
def test_check_refuses_bad_data_in_one_line(
    run: Run, tmp_path: Path, spoil: Callable[[Path], object], found: str
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    spoil(folder)
    for json in ((), ("--json",)):
        sentence = run("data", "check", folder, *json).refusal
        assert found in sentence
        assert str(folder) in sentence


@pytest.mark.parametrize("name", ["nothing", "a\nb"])
def test_check_refuses_what_is_not_there(run: Run, tmp_path: Path, name: str) -> None:
    assert "nothing of that name" in run("data", "check", tmp_path / name).refusal


def test_where_tells_what_is_found_and_the_order(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = run("data", "where", "--json", "--data", data).content
    assert content["path"] == content["searched"][0] == str(data)
    content = run("data", "where", "--json").content
    assert content["path"] is None
    assert content["searched"][0].endswith("fmnist-gui/data/fashion-mnist")
    monkeypatch.setenv("FMNIST_GUI_DATA", str(data))
    assert run("data", "where", "--json").content["path"] == str(data)


def test_where_finds_what_was_fetched_before(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "home" / "lab" / "data" / "fashion-mnist"
    own.mkdir(parents=True)
    write_data(own, test=3)
    told = run("data", "where", "--home", tmp_path / "home" / "lab")
    assert told.out.splitlines()[0] == f"Found: {own}"
    assert f"{own} (the program's own folder)" in told.out


def test_where_finds_what_other_tools_left(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "data" / "FashionMNIST" / "raw"
    place.mkdir(parents=True)
    write_data(place, train=3)
    assert run("data", "where", "--json").content["path"] == str(place)


def test_where_passes_over_a_place_that_holds_nothing(run: Run, tmp_path: Path) -> None:
    content = run("data", "where", "--json", "--data", tmp_path).content
    assert content["path"] is None
    assert content["searched"][0] == str(tmp_path)


def test_a_folder_that_was_named_must_hold_data(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = ("deck", "new", "--preset", "quick", "--out", tmp_path / "x")
    assert "none in any of the usual places" in run(*wish).refusal
    assert f"{tmp_path}: expected files like" in run(*wish, "--data", tmp_path).refusal
    monkeypatch.setenv("FMNIST_GUI_DATA", str(tmp_path / "nothing"))
    assert "nothing: expected a file" in run(*wish).refusal


@pytest.fixture
def bodies() -> dict[str, bytes]:
    return {f"{name}.gz": name.encode() * 1000 for name in ("images", "labels")}


def known(urls: Mapping[str, tuple[str, ...]], bodies: dict[str, bytes]) -> Catalog:
    files = tuple(
        OfficialFile(name, len(body), "", hashlib.sha256(body).hexdigest(), urls[name])
        for name, body in bodies.items()
    )
    entry = Entry("fashion-mnist", "Fashion-MNIST", FASHION_CLASSES, {}, files)
    return Catalog((entry,))


def test_fetch_tells_where_it_put_how_much(
    run: Run,
    qtbot: QtBot,
    tmp_path: Path,
    bodies: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    with serving() as server:
        urls = {name: (server.at(f"/{name}", whole(body)),) for name, body in bodies.items()}
        monkeypatch.setattr(module, "known_data", lambda: known(urls, bodies))
        content = run("data", "fetch", "--home", tmp_path, "--json").content
    folder = tmp_path / "data" / "fashion-mnist"
    assert content == {"path": str(folder), "bytes": sum(map(len, bodies.values()))}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == bodies


def test_fetch_that_fails_is_one_line_and_leaves_nothing(
    run: Run,
    qtbot: QtBot,
    tmp_path: Path,
    bodies: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    with serving() as server:
        urls = {name: (server.at(f"/{name}", page(403)),) for name in bodies}
        monkeypatch.setattr(module, "known_data", lambda: known(urls, bodies))
        sentence = run("data", "fetch", "--home", tmp_path, "--json").refusal
    assert "gz" in sentence
    folder = tmp_path / "data" / "fashion-mnist"
    assert not folder.exists() or list(folder.iterdir()) == []


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_goes_to_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    progress("Reading")(1, 2)
    assert capsys.readouterr() == ("", "")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    report = progress("Reading")
    for done, total in ((0, 0), (1, 3), (3, 3)):
        report(done, total)
    assert terminal.getvalue() == "\rReading: …  \rReading: 33 %  \rReading: 100 %  \n"


def test_a_process_of_its_own_prints_json_and_nothing_else(data: Path) -> None:
    content = start("data", "check", data, "--json").content
    assert set(content) == {"splits", "verified", "class_names"}
    assert "nothing of that name" in start("data", "check", data.parent / "none", "--json").refusal

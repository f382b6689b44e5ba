"""``demo``: a simulated person in the real window, which needs no screen."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests.cli.conftest import write_data
from tests.cli.console import Run, Told, start

PAGES = (
    "explore",
    "explore-all",
    "play",
    "sitting",
    "results",
    "review",
    "review-grid",
    "review-audit",
    "collect",
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def demo(out: Path, *arguments: object) -> Told:
    """Run a demo of five images in a process of its own, without a display."""
    wish = ("demo", "--out", out, "--count", 5, "--pace", 0, "--json")
    return start(*wish, *arguments, QT_QPA_PLATFORM="offscreen")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Told]:
    """Return the folder of a demo without any wish, to be read alone, and what it told."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder / "home"))
        patch.setenv("FMNIST_GUI_HOME", str(folder / "home" / "fmnist-gui"))
        return folder / "out", demo(folder / "out")


def sessions(run: Run, out: Path) -> list[dict[str, object]]:
    """Return the sessions that were played, without those for the study."""
    found = run("sessions", "--home", out, "--json").content["sessions"]
    assert isinstance(found, list)
    return [session for session in found if not session["study"]]


def test_it_leaves_a_study_that_people_have_labelled(run: Run, done: tuple[Path, Told]) -> None:
    out, told = done
    assert told.content
    (study,) = run("study", "list", "--home", out, "--json").content["studies"]
    assert study["name"] == "What do people call it?"
    everything = run("sessions", "--home", out, "--json").content["sessions"]
    labelling = [session for session in everything if session["study"]]
    assert {session["annotator"] for session in labelling} == {"Ann", "Ben", "Cleo", "Dora"}
    assert all(session["is_simulated"] for session in labelling)


def test_it_leaves_a_whole_session_with_pictures_and_report(
    run: Run, done: tuple[Path, Told]
) -> None:
    out, told = done
    content = told.content
    assert set(content) == {"session", "files"}
    names = {Path(file).name for file in content["files"]}
    pictures = {f"{page}-{theme}.png" for page in PAGES for theme in ("light", "dark")}
    assert names >= {"fmnist-gui.db", "report.html"} | pictures
    assert all(Path(file).parent == out for file in content["files"])
    assert content["session"][:8] in run("sessions", "--home", out).out
    assert "<svg" in (out / "report.html").read_text(encoding="utf-8")
    (session,) = sessions(run, out)
    assert session["id"] == content["session"]
    assert (session["state"], session["n"]) == ("complete", 5)
    assert session["is_simulated"] is True


def test_every_picture_shows_its_page_in_its_theme(done: tuple[Path, Told]) -> None:
    out, told = done
    assert told.content
    brightness = {}
    for page in PAGES:
        for theme in ("light", "dark"):
            picture = QImage(str(out / f"{page}-{theme}.png")).convertToFormat(
                QImage.Format.Format_Grayscale8
            )
            assert picture.width() >= 1280
            assert picture.height() >= 800
            rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1)
            pixels = rows[:, : picture.width()]
            assert len(np.unique(pixels)) > 30, f"{page}-{theme} is empty"
            brightness[page, theme] = float(pixels.mean())
    for page in PAGES:
        assert brightness[page, "light"] > brightness[page, "dark"] + 50


def test_a_third_demo_in_one_folder_finds_images_that_are_new(
    run: Run, out: Path, tmp_path: Path
) -> None:
    half = 10
    few = tmp_path / "few"
    few.mkdir()
    write_data(few, train=60, test=2 * half)
    for _ in range(3):
        assert demo(out, "--data", few, "--count", half).content
    played = sessions(run, out)
    assert [session["n"] for session in played] == [half] * 3
    assert {session["annotator"] for session in played} == {"Demo", "Demo 2", "Demo 3"}


def test_more_images_than_there_are_is_one_sentence_at_once(out: Path) -> None:
    refusal = demo(out, "--count", 500).refusal
    # As the window shows it, with a capital letter.
    assert refusal.startswith("A deck of 500 images: expected a number from 1 to 200")


def test_data_is_looked_for_in_the_home_and_kept_out_of_the_folder(
    run: Run, out: Path, tmp_path: Path
) -> None:
    home = tmp_path / "mine"
    kept = home / "data" / "fashion-mnist"
    kept.mkdir(parents=True)
    write_data(kept, train=60, test=30)
    content = demo(out, "--home", home, "--count", 30).content
    (session,) = sessions(run, out)
    assert (session["id"], session["n"]) == (content["session"], 30)
    # As many as that data has, and fewer than the practice images are.
    assert "a number from 1 to 30" in demo(out, "--home", home, "--count", 31).refusal
    assert [path.name for path in home.iterdir()] == ["data"]
    assert not (out / "data").exists()


def test_data_that_cannot_be_read_is_one_sentence(out: Path, data: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    shutil.copytree(data, bad)
    labels = bad / "t10k-labels-idx1-ubyte.gz"
    labels.write_bytes(labels.read_bytes()[:40])
    assert str(labels) in demo(out, "--data", bad).refusal
    assert not out.exists()


def test_a_damaged_database_in_the_folder_is_one_sentence(out: Path) -> None:
    out.mkdir()
    (out / "fmnist-gui.db").write_text("These are my notes.\n" * 20)
    assert "fmnist-gui.db" in demo(out).refusal

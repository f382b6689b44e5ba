"""What people install: everything is in the wheel, and it works away from the checkout."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

import pytest

import fmnist_gui

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"
LEFT_OUT = "screenshots"

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Installed:
    """The wheel unpacked in a folder of its own, and where to run it."""

    folder: Path
    elsewhere: Path
    names: frozenset[str]

    def python(self, *arguments: object, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run Python over the unpacked wheel; only its dependencies come from outside."""
        # Before the site packages, whose .pth file would lead back to the checkout.
        paths = {"PYTHONPATH": str(self.folder), "HOME": str(self.elsewhere)}
        left_out = ("FMNIST_GUI_HOME", "FMNIST_GUI_DATA", "XDG_DATA_HOME")
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        return subprocess.run(
            [sys.executable, "-P", *map(str, arguments)],
            cwd=self.elsewhere,
            env=kept | paths | variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    made = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = made.glob("*.whl")
    folder = made / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
        names = frozenset(archive.namelist())
    elsewhere = made / "elsewhere"
    elsewhere.mkdir()
    return Installed(folder, elsewhere, names)


def test_every_module_and_every_resource_is_in_it(installed: Installed) -> None:
    modules = {str(p.relative_to(ROOT)) for p in (ROOT / "fmnist_gui").rglob("*.py")}
    resources = {
        f"fmnist_gui/_resources/{path.relative_to(RESOURCES)}"
        for path in RESOURCES.rglob("*")
        if path.is_file() and path.relative_to(RESOURCES).parts[0] != LEFT_OUT
    }
    assert modules | resources <= installed.names
    for needed in (
        "fmnist_gui/store/migrations/env.py",
        "fmnist_gui/store/migrations/versions/v0001_sessions.py",
        "fmnist_gui/_resources/icons/fmnist-gui.svg",
        "fmnist_gui/_resources/theme/style.qss",
        "fmnist_gui/_resources/datasets.toml",
        "fmnist_gui/_resources/references.toml",
        "fmnist_gui/_resources/suspects.toml",
        "fmnist_gui/_resources/practice/train-images-idx3-ubyte.gz",
        "fmnist_gui/_resources/practice/t10k-labels-idx1-ubyte.gz",
    ):
        assert needed in installed.names


def test_nothing_else_is_in_it(installed: Installed) -> None:
    tops = {name.split("/")[0] for name in installed.names}
    information = f"fmnist_gui-{fmnist_gui.__version__}.dist-info"
    assert tops == {"fmnist_gui", information}
    strangers = [n for n in installed.names if LEFT_OUT in n or n.endswith((".pyc", ".db"))]
    assert strangers == []


def test_it_says_what_it_is_and_what_it_needs(installed: Installed) -> None:
    information = installed.folder / f"fmnist_gui-{fmnist_gui.__version__}.dist-info"
    head = HeaderParser().parsestr((information / "METADATA").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (head["Name"], head["Version"]) == ("fmnist-gui", fmnist_gui.__version__)
    needed = {r for r in head.get_all("Requires-Dist", []) if "extra ==" not in r}
    assert len(needed) == len(project["dependencies"])
    entry_points = (information / "entry_points.txt").read_text(encoding="utf-8")
    assert "fmnist-gui = fmnist_gui.cli.main:main" in entry_points
    assert (information / "licenses" / "LICENSE").is_file()


def test_away_from_the_checkout_it_finds_its_own_resources(installed: Installed) -> None:
    code = (
        "import json, fmnist_gui; from fmnist_gui import resources; "
        "print(json.dumps([fmnist_gui.__file__, str(resources.folder())]))"
    )
    ended = installed.python("-c", code)
    assert ended.returncode == 0, ended.stderr
    package = installed.folder / "fmnist_gui"
    assert json.loads(ended.stdout) == [str(package / "__init__.py"), str(package / "_resources")]


def test_away_from_the_checkout_a_session_is_stored(installed: Installed, tmp_path: Path) -> None:
    practice = installed.folder / "fmnist_gui" / "_resources" / "practice"
    deck, home = tmp_path / "a.fmdeck", tmp_path / "lab"
    data = ("-m", "fmnist_gui", "--data", practice, "--home", home)
    for command in (
        ("deck", "new", "--preset", "quick", "--out", deck),
        ("simulate", "--deck", deck),
        ("sessions", "--json"),
    ):
        ended = installed.python(*data, *command)
        assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["sessions"][0]["n"] == 20


def test_away_from_the_checkout_the_window_opens(installed: Installed, tmp_path: Path) -> None:
    milestones = tmp_path / "milestones"
    ended = installed.python(
        "-m",
        "fmnist_gui",
        "--home",
        tmp_path / "lab",
        QT_QPA_PLATFORM="offscreen",
        FMNIST_GUI_MILESTONES=str(milestones),
        FMNIST_GUI_QUIT_AFTER="everything",
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    reached = [line.split()[0] for line in milestones.read_text().splitlines()]
    # The first image is there only if the practice images were found.
    assert reached[:2] == ["painted", "image"]
    assert {"store", "ready"} <= set(reached)
    assert (tmp_path / "lab" / "fmnist-gui.db").is_file()

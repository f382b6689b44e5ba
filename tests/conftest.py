"""What every test stands on: an offscreen screen, a fresh home, the real data when it is there."""

import atexit
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

# The server that studies are shared on, for the tests that ask for it.
pytest_plugins = ("tests.postgres",)

# A slow example says something about the machine, not about the program.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# A switch to watch: FMNIST_GUI_TEST_PLATFORM=xcb pytest ... shows the windows.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("FMNIST_GUI_TEST_PLATFORM", "offscreen")


def _own_screen() -> str:
    """Start an X server that ends with this process, and return its name.

    Two processes on one server would take the keyboard from each other.
    """
    program = shutil.which("Xvfb")
    assert program, "FMNIST_GUI_TEST_PLATFORM=xcb in several processes needs Xvfb"
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    atexit.register(server.wait)
    atexit.register(server.terminate)  # first what was registered last
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    assert number, "Xvfb did not start"
    return f":{number}"


if os.environ["QT_QPA_PLATFORM"] == "xcb" and "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["DISPLAY"] = _own_screen()

# Threads of the matrix library wait for each other where the cores are busy with other tests.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home folder of its own, so that nobody's settings are touched."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("FMNIST_GUI_HOME", str(home / "fmnist-gui"))
    monkeypatch.delenv("FMNIST_GUI_DATA", raising=False)
    return home


@pytest.fixture(scope="session")
def fashion_mnist() -> Path:
    """Return the folder of the four official files."""
    folder = SHARED / "data" / "fashion-mnist"
    if not folder.is_dir():
        pytest.skip("the official Fashion-MNIST files are not in ../shared/data/fashion-mnist")
    return folder


@pytest.fixture(scope="session")
def bad_input_maker() -> Path:
    """Return the script that writes examples of bad files."""
    script = SHARED / "bad_input" / "make_bad.py"
    if not script.is_file():
        pytest.skip("the examples of bad files are not in ../shared/bad_input")
    return script

"""The rules of the house that a machine can check."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "fmnist_gui"
MODULES = sorted(PACKAGE.rglob("*.py"))

LARGE = ("numpy", "scipy", "pyqtgraph", "sqlalchemy", "alembic")
"""What takes longer to import than the first paint may wait."""

REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "anaconda" + ".org", "npm" + "js.org")
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:home|Users|root|work|mnt)/\w|[A-Z]:\\\\?Users")


def python(code: str, *arguments: object) -> str:
    """Run `code` in a fresh interpreter and return what it printed."""
    ended = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def tracked() -> list[Path]:
    """Return the files that are in the repository, or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this copy of the project is no git repository")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_the_import_contracts_are_kept() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert " kept, 0 broken." in checked.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_opens_with_one_sentence(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith('"""')
    documentation = ast.get_docstring(ast.parse(text))
    assert documentation
    first = documentation.splitlines()[0]
    assert text.splitlines()[0].startswith(f'"""{first}')
    assert first.endswith((".", "!", "?"))
    assert not re.search(r"[.!?] [A-Z]", first), "more than one sentence"


def test_the_window_is_painted_before_anything_large_is_imported(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from fmnist_gui import app; "
        "from fmnist_gui.home import Home\n"
        f"large = {LARGE!r}\n"
        "def tell():\n"
        "    found = [name for name in large if name in sys.modules]\n"
        # The names of Qt alone take as long as a fifth of a bare window.
        "    found += ['Qt'] if 'Qt' in vars(sys.modules['PySide6.QtCore']) else []\n"
        "    print(found, flush=True)\n"
        "application = app.make_application()\n"
        "program = app.App(application, Home(Path(sys.argv[1])))\n"
        "def end():\n"
        "    tell()\n"
        "    os._exit(0)\n"
        "program.window.painted.connect(end)\n"
        "tell()\n"
        "program.window.show()\n"
        "sys.exit(application.exec())\n"
    )
    assert python(code, tmp_path / "home").splitlines() == ["[]", "[]"]


@pytest.mark.parametrize(
    ("module", "without"),
    [
        ("fmnist_gui.app", LARGE),
        ("fmnist_gui.cli.main", (*LARGE, "PySide6", "argparse")),
        ("fmnist_gui.core.dataset.preview", (*LARGE, "PySide6")),
        ("fmnist_gui.core.session.result", ("scipy", "PySide6", "sqlalchemy")),
        (
            "fmnist_gui.store.label_store",
            ("sqlalchemy.orm", "numpy.random", "alembic", "scipy", "PySide6"),
        ),
    ],
)
def test_a_door_imports_no_more_than_it_must(module: str, without: tuple[str, ...]) -> None:
    code = f"import {module}, sys; print([n for n in {without!r} if n in sys.modules])"
    assert python(code) == "[]\n"


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if any(host in line for host in REGISTRIES) or MACHINE_PATH.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_what_machine_paths_look_like() -> None:
    for path in ("/home" + "/me/x", "/Users" + "/me", '"/work' + '/main"', "C:" + "\\Users\\me"):
        assert MACHINE_PATH.search(path), path
    for path in ("~/.keras", "tests/home/x", "../shared/data", "$HOME/x", "share/home"):
        assert not MACHINE_PATH.search(path), path


def test_no_data_set_is_in_the_repository() -> None:
    practice = ROOT / "resources" / "practice"
    files = tracked()
    # The official training images take 26 MB, the smallest of them 4 MB.
    assert [p.name for p in files if p.stat().st_size > 2_000_000] == []
    drawn = [path for path in files if path.is_relative_to(practice)]
    assert sum(path.stat().st_size for path in drawn) < 400_000
    elsewhere = [p for p in files if "ubyte" in p.name and p not in drawn]
    assert elsewhere == []

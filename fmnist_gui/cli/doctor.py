"""``doctor``: what is here, and what is missing."""

import argparse
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fmnist_gui import __version__, display
from fmnist_gui.cli.inspection import InUseError, examined, is_there
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_common
from fmnist_gui.cli.workplace import home_of, places
from fmnist_gui.core.dataset import locate
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.home import Home

PACKAGES = (
    "PySide6-Essentials",
    "numpy",
    "pyqtgraph",
    "SQLAlchemy",
    "alembic",
    "scipy",
    "platformdirs",
)
LOOKED_AT = ("display", "libraries", "data", "database", "home")
LEAST_FREE_MB = 200


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``doctor``."""
    add_common(parser)
    parser.set_defaults(run=_examine)


def _examine(chosen: argparse.Namespace, output: Output) -> None:
    problems: list[str] = []
    versions = _versions(problems)
    home = home_of(chosen)
    answer: dict[str, object] = {
        "problems": problems,
        "versions": versions,
        "display": _tried(problems, _display),
        "libraries": _tried(problems, _libraries),
        "data": _tried(problems, lambda: _data(chosen)),
        "database": _tried(problems, lambda: _database(home, problems)),
        "home": str(home.folder),
        "free_mb": _free_mb(home.folder, problems),
    }
    lines = [f"{name} {number or 'missing'}" for name, number in versions.items()]
    lines += [f"{name}: {answer[name]}" for name in LOOKED_AT]
    lines.append(f"free space: {answer['free_mb']:,} MB")
    lines += [f"PROBLEM: {problem}" for problem in problems] or ["No problem found."]
    output.give(answer, lines)


def _versions(problems: list[str]) -> dict[str, str | None]:
    found: dict[str, str | None] = {
        "fmnist-gui": __version__,
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
            problems.append(f"{package} is missing; install the program again")
    if sys.version_info < (3, 12) and str(found["PySide6-Essentials"]).startswith("6.12"):
        problems.append(
            "PySide6 6.12 aborts on Python 3.11 after a while; install a version below 6.12"
        )
    return found


def _tried(problems: list[str], examine: Callable[[], str]) -> str | None:
    try:
        return examine()
    except FmnistError as error:
        problems.append(str(error))
        return None


def _display() -> str:
    display.check_server()
    return "there is one"


def _libraries() -> str:
    display.check_libraries()
    return "all there"


def _data(chosen: argparse.Namespace) -> str:
    place = locate.locate(places(chosen))
    return f"{place.path} ({place.origin})" if place else "none found; practice images are shown"


def _database(home: Home, problems: list[str]) -> str:
    path = home.database
    if not is_there(home):
        return "none yet"
    try:
        with examined(home) as database:
            if database.notice:
                problems.append(database.notice)
            return f"{path}, schema {database.schema_version}, sound"
    except InUseError:
        return f"{path}, in use by the open window"


def _free_mb(folder: Path, problems: list[str]) -> int:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        problems.append(
            f"nothing can be written to {there}; make it writable, or choose another with --home"
        )
    free_mb = shutil.disk_usage(there).free // 1_000_000
    if free_mb < LEAST_FREE_MB:
        problems.append(f"only {free_mb} MB are free at {there}; make room before playing")
    return free_mb

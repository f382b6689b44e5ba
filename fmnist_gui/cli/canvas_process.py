"""Measures the canvas in a process of its own: its memory, and its frames on a dense screen."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from fmnist_gui import resources
from fmnist_gui.core.dataset import folder
from fmnist_gui.core.dataset.catalog import read_catalog
from fmnist_gui.core.dataset.dataset import Dataset

TIMEOUT_S = 300.0
DENSITY = "2"
"""Physical pixels for a logical one: the canvas of 1600 × 1000 then has 3200 × 2000."""

MB = 1e6


def dense_frames(data: Path) -> dict[str, list[float]]:
    """Return the frame times of the canvas, in ms, on a screen with twice the pixels."""
    found = json.loads(_run("frames", data, {"QT_SCALE_FACTOR": DENSITY}))
    return {name: list(values) for name, values in found.items()}


def added_mb(data: Path) -> float:
    """Return how much memory a canvas with everything on it adds to a program with the data."""
    return float(_run("memory", data, {}))


def _run(what: str, data: Path, environment: dict[str, str]) -> bytes:
    """Return what another process prints about `what`."""
    command = [sys.executable, "-m", "fmnist_gui.cli.canvas_process", what, str(data)]
    done = subprocess.run(
        command,
        env=os.environ | environment,
        timeout=TIMEOUT_S,
        check=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout


def _frames(dataset: Dataset) -> dict[str, list[float]]:
    from fmnist_gui.ui.explore.measure import canvas_frames

    return canvas_frames(dataset)


def _memory(dataset: Dataset) -> float:
    from fmnist_gui.ui.explore.measure import canvas_memory

    return canvas_memory(dataset, _resident_bytes) / MB


def _resident_bytes() -> int:
    # The second figure is what is resident, in pages.
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


_MEASURES: dict[str, Callable[[Dataset], object]] = {"frames": _frames, "memory": _memory}


def main(what: str, data: str) -> None:
    """Measure one thing and print it as JSON."""
    from fmnist_gui.app import make_application

    application = make_application()
    catalog = read_catalog(resources.folder() / "datasets.toml")
    dataset = folder.load(Path(data), catalog=catalog)
    sys.stdout.write(json.dumps(_MEASURES[what](dataset)))
    application.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:])

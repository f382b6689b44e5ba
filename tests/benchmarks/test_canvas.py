"""How long the canvas takes; reports only, shown with ``pytest -s``."""

import sys
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.cli import canvas_process
from fmnist_gui.core.dataset import catalog, folder
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.ui.explore import measure

pytestmark = pytest.mark.slow


def load(path: Path) -> Dataset:
    return folder.load(path, catalog=catalog.read_catalog(resources.folder() / "datasets.toml"))


def test_canvas_frames(qtbot: QtBot, fashion_mnist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Enough to see that all of it works; ``bench`` takes more for its figures.
    monkeypatch.setattr(measure, "FRAMES", 30)
    dataset = load(fashion_mnist)
    frames, peers = measure.canvas_frames(dataset), measure.image_item_frames(dataset)
    lines = []
    for name, times in frames.items():
        half, most, rare = np.percentile(times, (50, 90, 99))
        ratio = f"   {half / np.median(peers[name]):5.2f} of ImageItem" if name in peers else ""
        figures = f"median {half:7.2f}   p90 {most:7.2f}   p99 {rare:7.2f} ms"
        lines.append(f"{name:42} n {len(times):4}   {figures}{ratio}")
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert all(times and min(times) > 0 for times in frames.values())


@pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")
def test_memory_added_by_the_canvas(fashion_mnist: Path) -> None:
    added = canvas_process.added_mb(fashion_mnist)
    sys.stdout.write(f"\ncanvas with 70,000 images: +{added:.0f} MB\n")
    assert 0 < added < 500

"""How long the canvas takes; reports only, shown with ``pytest -s``."""

import sys
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.core.dataset import catalog, folder
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.ui.explore.measure import canvas_frames, everything

pytestmark = pytest.mark.slow


def load(path: Path) -> Dataset:
    return folder.load(path, catalog=catalog.read_catalog(resources.folder() / "datasets.toml"))


def test_canvas_frames(qtbot: QtBot, fashion_mnist: Path) -> None:
    frames = canvas_frames(load(fashion_mnist))
    lines = []
    for name, times in frames.items():
        half, rare = np.percentile(times, (50, 99))
        peer = frames.get(f"ImageItem {name}")
        ratio = f"   {half / np.median(peer):5.2f} of ImageItem" if peer else ""
        lines.append(f"{name:26} n {len(times):4}   median {half:7.2f}   p99 {rare:7.2f} ms{ratio}")
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert all(times and min(times) > 0 for times in frames.values())


def test_memory_added_by_averaged_copies(fashion_mnist: Path) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX tells the peak")
    split = everything(load(fashion_mnist))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pyramid = Pyramid(split.images)
    pyramid.make()
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    sys.stdout.write(
        f"\naveraged copies of {len(split):,} images: {pyramid.size_bytes / 1e6:.1f} MB, "
        f"peak of the process +{grown_mb:.0f} MB\n"
    )
    assert pyramid.size_bytes < 100e6

"""How long loading takes beside plain decompression; run with ``-s`` to see the figures."""

import gzip
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.files import find_pair
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.dataset.preview import first_of_each_class
from tests.core.dataset import reading_cost
from tests.core.dataset.test_bad_input import costs_of

ROUNDS = 7
EXTRA_BYTES_MAX = 10 << 20


def add_time(work: Callable[[], object], times_ms: list[float]) -> None:
    start = time.perf_counter()
    work()
    times_ms.append((time.perf_counter() - start) * 1000)


def test_loading_beside_decompressing(fashion_mnist: Path) -> None:
    packed = [path.read_bytes() for path in sorted(fashion_mnist.glob("*.gz"))]
    pair = find_pair(fashion_mnist, "train")
    assert pair is not None
    works: dict[str, Callable[[], object]] = {
        "gzip.decompress": lambda: [gzip.decompress(content) for content in packed],
        "load": lambda: load(fashion_mnist, catalog=Catalog(())),
        "preview": lambda: first_of_each_class(pair.images, pair.labels),
    }
    times_ms: dict[str, list[float]] = {name: [] for name in works}
    # By turns, so that whatever else the machine does falls on all of them.
    for _ in range(ROUNDS):
        for name, work in works.items():
            add_time(work, times_ms[name])
    medians = {name: statistics.median(values) for name, values in times_ms.items()}
    ratio = medians["load"] / medians["gzip.decompress"]
    figures = ", ".join(f"{name} {value:.1f} ms" for name, value in medians.items())
    sys.stdout.write(f"\nmedian of {ROUNDS}: {figures}; load / gzip.decompress {ratio:.2f}\n")


@pytest.mark.skipif(not reading_cost.RESET.exists(), reason="measured as Linux tells it")
def test_loading_needs_little_more_than_the_arrays(fashion_mnist: Path) -> None:
    (cost,) = costs_of([fashion_mnist])
    beyond_bytes = cost.extra_bytes - cost.array_bytes
    sys.stdout.write(
        f"\narrays {cost.array_bytes / 2**20:.1f} MB, "
        f"beyond them at the peak {beyond_bytes / 2**20:.1f} MB\n"
    )
    assert cost.array_bytes == 70_000 * 785
    assert beyond_bytes < EXTRA_BYTES_MAX

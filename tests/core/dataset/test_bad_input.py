"""Bad input is refused in one sentence, within a second and 50 MB, whatever is wrong with it."""

import json
import subprocess
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import fingerprint
from tests.core.dataset import reading_cost
from tests.core.dataset.reading_cost import Cost
from tests.core.dataset.samples import (
    IMAGES_NAME,
    csv_lines,
    images_idx,
    labels_idx,
    make_images,
    make_labels,
    packed,
)

CPU_S_MAX = 1.0
EXTRA_BYTES_MAX = 50 << 20

pytestmark = pytest.mark.skipif(
    not reading_cost.RESET.exists(), reason="the peak of memory is measured as Linux tells it"
)


def costs_of(paths: Sequence[Path]) -> list[Cost]:
    script = Path(reading_cost.__file__)
    command = [sys.executable, str(script), *map(str, paths)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return [Cost(**cost) for cost in json.loads(answer.stdout)]


def assert_refused(cost: Cost, path: Path) -> None:
    assert cost.sentence.startswith(str(path)), path
    assert len(cost.sentence.splitlines()) == 1, cost.sentence
    assert "expected" in cost.sentence
    assert "found" in cost.sentence
    assert cost.cpu_s < CPU_S_MAX, cost.sentence
    assert cost.extra_bytes < EXTRA_BYTES_MAX, cost.sentence


def bomb(prefix: bytes, zeros_mb: int) -> bytes:
    """Return gzip of `prefix` and many zeros behind it."""
    squeeze = zlib.compressobj(1, zlib.DEFLATED, 31)
    zeros = b"".join(squeeze.compress(bytes(1 << 20)) for _ in range(zeros_mb))
    return squeeze.compress(prefix) + zeros + squeeze.flush()


def test_files_made_to_fill_the_memory_are_refused_at_little_cost(tmp_path: Path) -> None:
    images = images_idx(make_images(100))
    count = 200 << 20
    claim = images[:4] + (count // 784).to_bytes(4, "big") + images[8:16]
    table = "\n".join(csv_lines(make_images(1), make_labels(1))).encode()
    contents = {
        "more than said": bomb(images, 200),
        "as much as said, but labels for 100": bomb(claim, 200),
        "two gigabytes said": packed(images[:4] + b"\x80\0\0\0" + images[8:]),
        "padding": packed(images) + bytes(200 << 20),
        "no line end": bomb(table, 200),
    }
    paths = []
    for name, content in contents.items():
        folder = tmp_path / name
        folder.mkdir()
        is_table = name == "no line end"
        path = folder / ("train.csv" if is_table else IMAGES_NAME)
        path.write_bytes(content)
        (folder / "train-labels-idx1-ubyte").write_bytes(labels_idx(make_labels(100)))
        paths.append(path)
    for cost, path in zip(costs_of(paths), paths, strict=True):
        assert_refused(cost, path)
        assert cost.extra_bytes < 10 << 20, path


def test_a_large_table_is_refused_for_its_last_line(tmp_path: Path) -> None:
    lines = csv_lines(make_images(500), make_labels(500))
    path = tmp_path / "train.csv"
    rows = "\n".join(lines[1:])
    path.write_text("\n".join([lines[0], *[rows] * 20, lines[1] + "9"]), encoding="ascii")
    (cost,) = costs_of([path])
    assert_refused(cost, path)
    assert "line 10002" in cost.sentence


@dataclass(frozen=True)
class Case:
    """One of the examples; ``expect`` is ok, error or empty."""

    id: str
    expect: str
    path: Path
    cost: Cost


@pytest.fixture(scope="module")
def cases(bad_input_maker: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    root = tmp_path_factory.mktemp("bad")
    out = root / "cases"
    command = [sys.executable, str(bad_input_maker), str(out)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    places = [
        (case, path)
        for case in manifest
        for folder in [out / case["dir"]]
        # Plain and gzip lie side by side: the folder gives the plain one, so ask for the other.
        for path in (folder, *([folder / f"{IMAGES_NAME}.gz"] if case["kind"] == "idx" else []))
    ]
    costs = costs_of([path for _, path in places])
    return [
        Case(case["id"], case["expect"], path, cost)
        for (case, path), cost in zip(places, costs, strict=True)
    ]


# "May be read right", the examples say of this one, and it is.
READ_RIGHT = {"c06_pixel_order"}


@pytest.mark.slow
def test_every_example_is_refused_or_read_as_it_should_be(cases: list[Case]) -> None:
    assert len(cases) > 50
    with np.load(cases[0].path.parent / "truth.npz", allow_pickle=False) as truth:
        expected = fingerprint("train", truth["X"], truth["Y"])
    for case in cases:
        if case.expect == "ok" or case.id in READ_RIGHT:
            assert case.cost.fingerprints == {"train": expected}, case.id
        else:
            folder = case.path if case.path.is_dir() else case.path.parent
            assert_refused(case.cost, folder)
            assert Path(case.cost.sentence.partition(": expected")[0]).parent == folder, case.id

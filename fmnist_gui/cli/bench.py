"""``bench``: measures this machine, and prints the floor or a peer of the same run beside it."""

import argparse
import gzip
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import numpy as np

from fmnist_gui.cli import bench_window, screen, start_time
from fmnist_gui.cli.bench_window import size
from fmnist_gui.cli.figure import Figure
from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_common
from fmnist_gui.cli.workplace import data_path, home_of, known_data, load_data
from fmnist_gui.core.dataset import folder
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.chooser import AccuracyChooser
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.simulate import play
from fmnist_gui.home import Home

STARTS = 7
LOADS = 5
COMMITS = 1000

PARTS = (
    "start",
    "load",
    "frames",
    "dense",
    "memory",
    "play",
    "timing",
    "commit",
    "score",
    "neighbours",
    "review",
    "consensus",
    "merge",
    "server",
)
BUDGET_MS = 16.7
"""One frame of a screen of 60 Hz."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``bench``."""
    parser.add_argument(
        "--only", choices=PARTS, action="append", metavar="PART", help=f"of {', '.join(PARTS)}"
    )
    add_common(parser)
    parser.set_defaults(run=_bench)


def _bench(chosen: argparse.Namespace, output: Output) -> None:
    screen.find()
    report, figures = progress("Measuring"), dict[str, Figure]()
    parts = chosen.only or PARTS
    for done, part in enumerate(parts):
        report(done, len(parts))
        for figure in _MEASURES[part](chosen):
            figures[figure.name] = figure
    report(len(parts), len(parts))
    answer: dict[str, object] = {name: figure.content() for name, figure in figures.items()}
    answer |= _ratios(figures)
    if "server" in parts and not any(name.startswith("server_") for name in figures):
        answer["server"] = "not measured: no PostgreSQL server is installed here"
    answer["screen"] = os.environ.get("QT_QPA_PLATFORM") or "desktop"
    output.give(answer, _table(answer))


def _table(answer: dict[str, object]) -> Iterator[str]:
    yield f"{'figure':<48} {'n':>6} {'median':>9} {'p90':>9} {'p99':>9}"
    for name, value in answer.items():
        if isinstance(value, dict):
            half, most, rare = value["median"], value["p90"], value["p99"]
            figures = f"{half:>9.2f} {most:>9.2f} {rare:>9.2f} {value['unit']}"
            yield f"{name:<48} {value['n']:>6} {figures}"
        else:
            yield f"{name:<48} {value}"


def _ratios(figures: dict[str, Figure]) -> dict[str, object]:
    """Return each figure that has a floor or a peer in the same run as a ratio to it."""
    pairs = {
        "first_paint_to_bare": ("start_first_paint", "start_bare_pyside6"),
        "first_image_to_bare": ("start_first_image", "start_bare_pyside6"),
        "ready_to_store_to_bare": ("start_ready_to_store", "start_bare_pyside6"),
        "everything_to_bare": ("start_everything", "start_bare_pyside6"),
        "load_to_gzip": ("load_both_splits", "load_gzip_decompress"),
        "neighbours_to_matrix_product": ("neighbours_all_images", "neighbours_matrix_product"),
        "neighbours_to_scikit_learn": ("neighbours_all_images", "neighbours_scikit_learn"),
    }
    peers = [name for name in figures if name.startswith("image_item_")]
    pairs |= {
        f"{ours}_to_image_item": (ours, peer)
        for peer in peers
        if (ours := peer.replace("image_item_", "canvas_")) in figures
    }
    return {
        name: round(float(np.median(figures[a].values) / np.median(figures[b].values)), 2)
        for name, (a, b) in pairs.items()
        if a in figures and b in figures
    }


def _start(chosen: argparse.Namespace) -> Iterator[Figure]:
    data = data_path(chosen, or_practice=True)
    for name, values in start_time.measure(data, runs=STARTS).items():
        yield Figure(f"start_{name}", values)


def _load(chosen: argparse.Namespace) -> Iterator[Figure]:
    path = data_path(chosen, or_practice=True)
    catalog = known_data()
    yield Figure(
        "load_both_splits",
        [_timed(lambda: folder.load(path, catalog=catalog)) for _ in range(LOADS)],
    )
    compressed = sorted(path.glob("*.gz")) if path.is_dir() else []
    if compressed:

        def decompress() -> None:
            for file in compressed:
                gzip.decompress(file.read_bytes())

        yield Figure("load_gzip_decompress", [_timed(decompress) for _ in range(LOADS)])


def _frames(chosen: argparse.Namespace) -> Iterator[Figure]:
    dataset = load_data(chosen, or_practice=True)
    from fmnist_gui.app import make_application
    from fmnist_gui.ui.explore.measure import canvas_frames, image_item_frames

    application = make_application()
    for name, values in canvas_frames(dataset).items():
        yield Figure(f"canvas_{name.replace(' ', '_')}", values)
    for name, values in image_item_frames(dataset).items():
        yield Figure(f"image_item_{name.replace(' ', '_')}", values)
    application.processEvents()


def _dense(chosen: argparse.Namespace) -> Iterator[Figure]:
    from fmnist_gui.cli import canvas_process

    for name, values in canvas_process.dense_frames(data_path(chosen, or_practice=True)).items():
        yield Figure(f"dense_{name.replace(' ', '_')}", values)


def _memory(chosen: argparse.Namespace) -> Iterator[Figure]:
    from fmnist_gui.cli import canvas_process

    added = canvas_process.added_mb(data_path(chosen, or_practice=True))
    yield Figure("canvas_memory_added", [added], "MB")


def _commit(chosen: argparse.Namespace) -> Iterator[Figure]:
    from fmnist_gui import __version__
    from fmnist_gui.store.database import open_database
    from fmnist_gui.store.label_store import LabelStore
    from fmnist_gui.store.sitting import Start, begin

    dataset = load_data(chosen, or_practice=True)
    count = min(COMMITS, size(dataset, "train"))
    with tempfile.TemporaryDirectory(prefix="fmnist-gui-bench-") as name:
        home, now = Home(Path(name)), datetime.now(UTC)
        with open_database(home.database, backups=home.backups, now=now) as database:
            store = LabelStore(database)
            start = Start(
                preset("practice"),
                f"Benchmark {uuid4()}",
                seed=0,
                app_version=__version__,
                count=count,
                is_simulated=True,
            )
            session = begin(store, dataset, start, now=now)
            chooser = AccuracyChooser(0.8, len(dataset.class_names))
            values: list[float] = []
            play(
                session,
                chooser,
                lambda entry: values.append(_timed(lambda: store.append(entry))),
                rng=np.random.default_rng(0),
                now=now,
            )
    yield Figure("commit_one_answer", values)


def _score(chosen: argparse.Namespace) -> Iterator[Figure]:
    from fmnist_gui.cli import score_time
    from fmnist_gui.store.score_shelf import ScoreShelf

    dataset = load_data(chosen, or_practice=True)
    scores, measured = score_time.measured(dataset)
    for name, value, unit in measured:
        yield Figure(name, [value], unit)
    shelf = ScoreShelf(home_of(chosen).scores)
    for split in dataset.splits.values():
        crowd = shelf.kept(split.fingerprint).crowd_of(split.fingerprint)
        if crowd is not None:
            probs = scores.probs[split.name]
            for name, value, unit in score_time.found_by_rank(probs, split.labels, crowd.counts):
                yield Figure(name, [value], unit)


def _neighbours(chosen: argparse.Namespace) -> Iterator[Figure]:
    from fmnist_gui.cli import neighbour_time
    from fmnist_gui.core.dataset.gallery import gallery_of

    images = gallery_of(load_data(chosen, or_practice=True)).images
    for name, value, unit in neighbour_time.measured(images):
        yield Figure(name, [value], unit)


def _consensus(_chosen: argparse.Namespace) -> Iterator[Figure]:
    from fmnist_gui.cli import consensus_time

    return consensus_time.measured()


def _merge(_chosen: argparse.Namespace) -> Iterator[Figure]:
    from fmnist_gui.cli import merge_time

    return merge_time.measured()


def _server(chosen: argparse.Namespace) -> Iterator[Figure]:
    from fmnist_gui.cli.private_server import programs

    if programs() is not None:
        from fmnist_gui.cli import server_time

        yield from server_time.measured()
    elif chosen.only:
        raise RequestError(
            "bench --only server starts a PostgreSQL server of its own, and none is installed "
            "here; install postgresql with your system's packages"
        )


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


_MEASURES: dict[str, Callable[[argparse.Namespace], Iterator[Figure]]] = {
    "start": _start,
    "load": _load,
    "frames": _frames,
    "dense": _dense,
    "memory": _memory,
    "play": bench_window.play,
    "timing": bench_window.timing,
    "commit": _commit,
    "score": _score,
    "neighbours": _neighbours,
    "review": bench_window.review,
    "consensus": _consensus,
    "merge": _merge,
    "server": _server,
}

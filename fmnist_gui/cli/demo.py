"""``demo``: a simulated person plays in the real window; pictures and the report are kept."""

import argparse
from pathlib import Path

from fmnist_gui.cli import screen
from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_common
from fmnist_gui.cli.workplace import data_path, read_data
from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.home import Home

COUNT = 100
WINDOW_SIZE = (1280, 800)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``demo``."""
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder for the database, the pictures of every page and the report",
    )
    parser.add_argument("--count", type=int, default=COUNT, metavar="N", help=f"{COUNT} images")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="of images and answers, 1 if not given"
    )
    parser.add_argument(
        "--pace", type=float, default=1.0, metavar="X", help="0 answers without any delay"
    )
    add_common(parser)
    parser.set_defaults(run=_demonstrate)


def _demonstrate(chosen: argparse.Namespace, output: Output) -> None:
    if chosen.count < 1 or chosen.seed < 0 or not 0 <= chosen.pace <= 10:
        raise RequestError("demo needs --count from 1, --seed from 0 and --pace from 0 to 10")
    data = data_path(chosen, or_practice=True)
    # The window would show practice images in place of data that it cannot read.
    read_data(data)
    screen.find()
    # Qt may be imported only now that there is a screen for it.
    from fmnist_gui.app import App, make_application
    from fmnist_gui.cli.tour import Tour

    folder = _made(chosen.out.absolute())
    app = App(make_application(), Home(folder), data=data)
    app.window.resize(*WINDOW_SIZE)
    app.window.show()
    tour = Tour(app, folder, count=chosen.count, seed=chosen.seed, pace=chosen.pace)
    try:
        tour.run(progress("Playing"))
    finally:
        app.window.close()
        app.close()
    assert tour.result is not None
    files = sorted(str(path) for path in folder.iterdir() if path.is_file())
    lines = [*tour.result.headline, f"Database, pictures and report are in {folder}"]
    output.give({"session": str(tour.result.record.id), "files": files}, lines)


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FmnistError(
            f"{folder}: expected a folder to write to, found {error.strerror}; choose another"
        ) from error
    return folder

"""Where data may lie, and the first place that holds some.

Nothing here needs numpy, so that the first paint can look around.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fmnist_gui.core.dataset.files import find_files
from fmnist_gui.core.errors import DataError

# Read from the sources and documentation of these tools.
_TOOL_PLACES_AT_HOME = (
    ("Keras", ".keras/datasets/fashion-mnist"),
    ("torchvision", "data/FashionMNIST/raw"),
    ("PaddlePaddle", ".cache/paddle/dataset/fashion-mnist"),
    ("kagglehub", ".cache/kagglehub/datasets/zalando-research/fashionmnist/versions/4"),
    ("a cache", ".cache/fashion-mnist"),
    ("a cache", ".cache/fashion_mnist"),
    ("MXNet", ".mxnet/datasets/fashion-mnist"),
    ("MLDatasets.jl", ".julia/datadeps/FashionMNIST"),
    ("get-mnist", ".local/share/FASHION_MNIST"),
)
_TOOL_PLACES_AT_WORK = (
    ("torchvision", "data/FashionMNIST/raw"),
    ("torchvision", "FashionMNIST/raw"),
    ("the fashion-mnist repository", "data/fashion"),
)


@dataclass(frozen=True)
class Place:
    """A folder (or file) that may hold data, and who would have put it there.

    ``is_required`` places were asked for: they must hold data and are never passed over.
    """

    path: Path
    origin: str
    is_required: bool = False


def search_places(
    *,
    asked: Path | None,
    environment: Path | None,
    last: Path | None,
    own: Path,
    home: Path,
    working: Path,
) -> list[Place]:
    """Return the places in the order in which they are looked at, each once.

    `asked` is the command line's, `environment` that of FMNIST_GUI_DATA, `last` what was opened
    last, `own` the program's data folder; `home` and `working` are where other tools leave the
    files.
    """
    places = [
        Place(asked, "--data", is_required=True) if asked else None,
        Place(environment, "FMNIST_GUI_DATA", is_required=True) if environment else None,
        Place(last, "opened last") if last else None,
        Place(own, "the program's own folder"),
        *(Place(working / path, origin) for origin, path in _TOOL_PLACES_AT_WORK),
        *(Place(home / path, origin) for origin, path in _TOOL_PLACES_AT_HOME),
    ]
    first_by_path: dict[Path, Place] = {}
    for place in places:
        if place is not None:
            first_by_path.setdefault(place.path, place)
    return list(first_by_path.values())


def locate(places: Sequence[Place]) -> Place | None:
    """Return the first of `places` whose names look like data, or None.

    Raises DataError when a required place comes up and holds none.
    """
    for place in places:
        try:
            find_files(place.path)
        except DataError:
            if place.is_required:
                raise
        else:
            return place
    return None

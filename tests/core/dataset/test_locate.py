from pathlib import Path

import pytest

from fmnist_gui.core.dataset.locate import Place, locate, search_places
from fmnist_gui.core.errors import DataError
from tests.core.dataset.samples import write_split


def places(
    root: Path, *, asked: bool = False, environment: bool = False, last: bool = False
) -> list[Place]:
    return search_places(
        asked=root / "asked" if asked else None,
        environment=root / "environment" if environment else None,
        last=root / "last" if last else None,
        own=root / "own",
        home=root / "home",
        working=root / "working",
    )


def test_places_come_in_their_order(tmp_path: Path) -> None:
    all_places = places(tmp_path, asked=True, environment=True, last=True)
    paths = [place.path.relative_to(tmp_path).as_posix() for place in all_places]
    assert paths[:4] == ["asked", "environment", "last", "own"]
    assert {
        "home/.keras/datasets/fashion-mnist",
        "working/data/FashionMNIST/raw",
        "home/data/FashionMNIST/raw",
    } < set(paths[4:])
    assert any(path.startswith("home/.cache/") for path in paths)
    assert [place.is_required for place in all_places[:4]] == [True, True, False, False]
    assert not any(place.is_required for place in all_places[4:])


def test_a_place_is_looked_at_once_for_its_strictest_reason(tmp_path: Path) -> None:
    found = search_places(
        asked=tmp_path,
        environment=tmp_path,
        last=tmp_path,
        own=tmp_path,
        home=tmp_path,
        working=tmp_path,
    )
    assert [place for place in found if place.path == tmp_path] == [
        Place(tmp_path, "--data", is_required=True)
    ]
    assert len({place.path for place in found}) == len(found)


def test_the_first_place_with_data_is_taken(tmp_path: Path) -> None:
    assert locate(places(tmp_path)) is None
    for name in (
        "home/.keras/datasets/fashion-mnist",
        "working/data/FashionMNIST/raw",
        "own",
        "last",
    ):
        write_split(tmp_path / name)
        found = locate(places(tmp_path, last=True))
        assert found is not None
        assert found.path == tmp_path / name
    write_split(tmp_path / "environment")
    write_split(tmp_path / "asked")
    both = locate(places(tmp_path, asked=True, environment=True, last=True))
    assert both is not None
    assert both.origin == "--data"


def test_what_was_asked_for_is_never_passed_over(tmp_path: Path) -> None:
    write_split(tmp_path / "own")
    with pytest.raises(DataError, match=f"^{tmp_path / 'asked'}: "):
        locate(places(tmp_path, asked=True))
    with pytest.raises(DataError, match=f"^{tmp_path / 'environment'}: "):
        locate(places(tmp_path, environment=True))


def test_half_a_pair_elsewhere_is_passed_over(tmp_path: Path) -> None:
    write_split(tmp_path / "last")
    (tmp_path / "last" / "train-labels-idx1-ubyte").unlink()
    write_split(tmp_path / "own")
    found = locate(places(tmp_path, last=True))
    assert found is not None
    assert found.path == tmp_path / "own"

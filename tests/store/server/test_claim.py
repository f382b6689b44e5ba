import json
import subprocess
import sys
from types import ModuleType
from uuid import uuid4

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.study import Wanted
from fmnist_gui.store.server.claim import claim, release, renew
from fmnist_gui.store.server.connection import Server
from fmnist_gui.store.server.study_row import create
from tests.core.study.any_study import study as any_study
from tests.store.sample import ANNA
from tests.store.studying import BEN, started

CARL = Annotator(uuid4(), "Carl")


def shared(server: Server, *, images: int = 10, wanted: Wanted | None = None) -> str:
    """Put a study on the server and return its hash."""
    study = any_study(indices=tuple(range(images)), wanted=wanted or Wanted(1, None, 1))
    create(server, started(study))
    return study.sha256


def held(server: Server) -> list[tuple[int, int]]:
    """Return for each image with a claim the number that is kept, and the claims themselves."""
    query = (
        "SELECT held, count(claim) FROM fmnist_gui.item "
        "LEFT JOIN fmnist_gui.claim ON claim.item = item.seq AND NOT is_answered "
        "GROUP BY item.seq HAVING held > 0 OR count(claim) > 0"
    )
    return server.run(lambda cursor: cursor.execute(query).fetchall())


def run_out(server: Server) -> None:
    """Let every claim end now."""
    late = "UPDATE fmnist_gui.claim SET until = clock_timestamp() - interval '1 second'"
    server.run(lambda cursor: cursor.execute(late))


def test_of_400_images_claimed_by_8_people_at_a_time_none_is_claimed_twice(
    server: Server, url: str
) -> None:
    sha256 = shared(server, images=400)
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.server.claiming", url, sha256, "8"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    each = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(each) == 8
    assert sorted(image for found in each for image in found) == list(range(400))
    # They were at it together, or this would show nothing.
    assert sum(len(found) > 0 for found in each) > 1


def test_an_image_goes_to_as_many_people_as_are_to_label_it(server: Server) -> None:
    sha256 = shared(server, images=3, wanted=Wanted(2, None, 2))
    for person in (ANNA, BEN):
        assert sorted(claim(server, sha256, person, count=5)) == [0, 1, 2]
    assert claim(server, sha256, CARL, count=5) == ()


def test_the_fewest_labels_come_first(server: Server) -> None:
    sha256 = shared(server, images=6, wanted=Wanted(3, None, 3))
    first = claim(server, sha256, ANNA, count=2)
    second = claim(server, sha256, BEN, count=4)
    assert set(first) | set(second) == set(range(6))


def test_nobody_is_handed_an_image_twice_nor_one_to_avoid(server: Server) -> None:
    sha256 = shared(server, images=6, wanted=Wanted(5, None, 5))
    first = claim(server, sha256, ANNA, count=3)
    again = Annotator(uuid4(), "ANNA")
    rest = set(range(6)) - set(first)
    left_out = min(rest)
    assert set(claim(server, sha256, again, count=6, avoid=[left_out])) == rest - {left_out}


def test_a_lease_that_runs_out_gives_the_image_to_others(server: Server) -> None:
    sha256 = shared(server, images=1)
    assert claim(server, sha256, ANNA, count=1, lease_s=0.0) == (0,)
    assert claim(server, sha256, BEN, count=1) == (0,)
    # Whose lease it was cannot get it back while somebody else has it.
    assert renew(server, sha256, ANNA, [0]) == 0
    assert held(server) == [(1, 1)]


def test_a_renewed_lease_stands(server: Server) -> None:
    sha256 = shared(server, images=2)
    mine = claim(server, sha256, ANNA, count=2)
    run_out(server)
    assert renew(server, sha256, ANNA, mine[:1]) == 1
    assert claim(server, sha256, BEN, count=2) == mine[1:]
    assert held(server) == [(1, 1), (1, 1)]


def test_what_is_given_back_is_free_at_once(server: Server) -> None:
    sha256 = shared(server, images=2)
    mine = claim(server, sha256, ANNA, count=2)
    assert release(server, sha256, ANNA, mine) == 2
    assert held(server) == []
    assert set(claim(server, sha256, BEN, count=2)) == set(mine)


def test_the_order_is_that_of_the_seed(server: Server) -> None:
    one = any_study(indices=tuple(range(50)), seed=1, name="One")
    other = any_study(indices=tuple(range(50)), seed=2, name="Other")
    found = []
    for study in (one, other):
        create(server, started(study))
        found.append(set(claim(server, study.sha256, ANNA, count=5)))
    assert found[0] != found[1]


def test_a_connection_that_was_pulled_is_made_again(
    server: Server, url: str, psycopg: ModuleType
) -> None:
    sha256 = shared(server, images=4)
    first = claim(server, sha256, ANNA, count=2)
    with psycopg.connect(url, autocommit=True) as other:
        pulled = other.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE application_name = 'fmnist-gui' AND datname = current_database()"
        ).fetchone()
    assert pulled == (1,)
    second = claim(server, sha256, ANNA, count=2)
    assert set(first) | set(second) == set(range(4))


def test_a_study_that_is_not_there_is_named(server: Server) -> None:
    shared(server)
    unknown = any_study(name="Another one")
    with pytest.raises(RequestError, match=f"no study with the code {unknown.code}"):
        claim(server, unknown.sha256, ANNA, count=1)

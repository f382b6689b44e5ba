"""Who stands where."""

from dataclasses import replace
from uuid import UUID, uuid4

from fmnist_gui.core.session.pool import pools
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.standing import (
    NAMED_MOST,
    Leaderboard,
    beside_published,
    leaderboards,
)
from fmnist_gui.core.stats.references import Reference
from tests.core.session.example import played

CHANCE = Reference("Chance", 0.1, None, None, None, "chance", "uniform guess", None, "")


def _board(*found: History) -> Leaderboard:
    (board,) = leaderboards(pools(found))
    return board


def test_people_are_ranked_only_where_their_intervals_are_apart() -> None:
    board = _board(
        played(140, 200, name="Cora"),
        played(195, 200, name="Al"),
        played(150, 200, name="Ben"),
    )
    assert [(row.name, row.place) for row in board.rows] == [
        ("Al", "1"),
        ("Ben", "2–3"),
        ("Cora", "2–3"),
    ]
    assert board.headline == "Al stands above Ben and Cora."
    assert board.doubt == ""
    assert board.sentence == "2 of 3 pairs of people can be told apart; the others share places."
    assert board.note.startswith("Over 600 images in all")


def test_the_interval_is_the_one_that_the_persons_own_card_tells() -> None:
    board = _board(played(140, 200, name="Cora"), played(195, 200, name="Al"))
    assert [row.standing.interval for row in board.rows] == [r.pool.interval for r in board.rows]
    assert "allow for a look after each answer" in board.note


def test_where_all_intervals_overlap_nobody_is_first() -> None:
    board = _board(played(15, 20, name="Ben"), played(18, 20, name="Al"))
    assert [row.place for row in board.rows] == ["1–2", "1–2"]
    assert board.headline == "Al and Ben cannot be told apart."
    assert board.sentence == "Nobody can be told apart: all 95 % intervals overlap."
    assert board.doubt == ""


def test_it_is_told_who_cannot_be_told_from_the_first() -> None:
    board = _board(
        played(195, 200, name="Al"), played(19, 20, name="Benedict"), played(140, 200, name="Cora")
    )
    assert board.headline == "Al stands above Cora."
    assert board.doubt == "Al cannot be told from Benedict: their 95 % intervals overlap."


def test_where_all_intervals_are_apart_everybody_has_a_place() -> None:
    board = _board(
        played(190, 200, name="Al"), played(140, 200, name="Cora"), played(40, 200, name="Dorothea")
    )
    assert board.sentence == "Everybody has a place of their own."
    assert board.headline == "Al stands above Cora and Dorothea."
    assert board.doubt == ""


def test_many_people_are_counted_and_not_named() -> None:
    same = [played(15, 20, name="x" * n) for n in range(1, NAMED_MOST + 2)]
    assert _board(*same).headline == f"The {NAMED_MOST + 1} people cannot be told apart."
    best = played(200, 200, name="y" * 9)
    assert _board(
        best, *(played(60, 200, name=h.record.annotator.name) for h in same)
    ).headline == (f"{'y' * 9} stands above all {NAMED_MOST + 1} others.")


def test_people_beside_the_published_figure_are_counted_by_their_own_verdicts() -> None:
    found = pools(
        [
            played(199, 200, name="Al"),
            played(120, 200, name="Ben"),
            played(165, 200, name="Cora"),
            played(15, 20, name="Dorit"),
            played(200, 200, name="Machine", is_simulated=True),
            played(60, 100, name="Emilia", protocol="flash"),
        ],
        [CHANCE],
    )
    assert beside_published(found) == (
        "Beside the published 83.5 %, which is the majority of three people: 1 higher, 1 lower, "
        "1 consistent with it and 1 with too few images for a verdict."
    )
    assert beside_published([p for p in found if p.annotator.name == "Emilia"]) == ""


def test_pools_and_not_best_sessions_are_ranked() -> None:
    board = _board(
        played(20, 20, name="Al"),
        played(100, 200, name="Al", first=20),
        played(180, 200, name="Ben"),
    )
    assert [(row.name, row.pool.count) for row in board.rows] == [("Ben", 200), ("Al", 220)]


def test_each_condition_and_data_set_has_a_board_of_its_own() -> None:
    boards = leaderboards(
        pools(
            [
                played(15, 20, name="Al"),
                played(15, 20, name="Ben"),
                played(15, 20, name="Ben", protocol="flash"),
                played(15, 20, name="Ben", fingerprint="e" * 64),
            ]
        )
    )
    assert [len(board.rows) for board in boards] == [2, 1, 1]
    assert len({(board.condition, board.fingerprint) for board in boards}) == 3
    assert boards[1].sentence == "One person alone has no place among others."


def test_simulated_people_have_no_place() -> None:
    assert leaderboards(pools([played(15, 20, is_simulated=True)])) == ()


def test_flags_are_visible_once_with_how_often_they_came() -> None:
    board = _board(
        played(15, 20, name="Al", seen={3}),
        played(15, 20, name="Al", first=20, seen={23}),
        played(15, 20, name="Ben"),
    )
    doubts = {row.name: row.doubts for row in board.rows}
    told = "1 image had been seen before and is left out of the score."
    assert doubts == {"Al": (f"{told} (2 ×)",), "Ben": ()}


def test_two_people_of_one_name_are_told_apart() -> None:
    one = played(15, 20, name="Al")
    other = replace(one.record, id=uuid4(), annotator=replace(one.record.annotator, id=UUID(int=9)))
    board = _board(one, History(other, one.entries))
    assert sorted(row.name for row in board.rows) == ["Al (1)", "Al (2)"]

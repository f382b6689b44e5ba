"""Marks: one, a range from where it began, a band that can shrink again."""

from fmnist_gui.core.review.grid_marking import Marking


def test_a_cell_is_marked_and_unmarked() -> None:
    marking = Marking(10)
    marking.toggle(3)
    assert (marking.marked, marking.current) == (frozenset({3}), 3)
    marking.toggle(3)
    assert marking.marked == frozenset()
    marking.toggle(10)
    assert (marking.marked, marking.current) == (frozenset(), 3)


def test_a_range_does_what_was_done_where_it_began() -> None:
    marking = Marking(10, {6})
    marking.toggle(2)
    marking.extend(4)
    assert marking.marked == {2, 3, 4, 6}
    marking.toggle(6)
    marking.extend(3)
    assert marking.marked == {2}


def test_a_range_drawn_shorter_gives_back_what_it_covered() -> None:
    marking = Marking(10, {5})
    marking.walk(2)
    for position in (3, 4, 5, 4, 3):
        marking.extend(position)
    assert marking.marked == {2, 3, 5}
    marking.extend(1)
    assert (marking.marked, marking.current) == (frozenset({1, 2, 5}), 1)


def test_a_band_marks_what_it_covers_and_no_more() -> None:
    marking = Marking(10, {0})
    marking.begin_band()
    marking.band({0, 1, 2, 3})
    marking.band({1, 2})
    assert marking.marked == {0, 1, 2}
    marking.cancel_band()
    assert marking.marked == {0}


def test_a_band_can_take_marks_away() -> None:
    marking = Marking(10, {0, 1, 2})
    marking.begin_band(does_mark=False)
    marking.band({1, 5})
    assert marking.marked == {0, 2}


def test_what_is_decided_already_cannot_be_marked() -> None:
    marking = Marking(4, {0, 1}, locked={0, 2})
    assert (marking.marked, marking.current) == (frozenset({1}), 1)
    marking.toggle(2)
    marking.mark_all()
    assert marking.marked == {1, 3}
    marking.mark_all()
    assert marking.marked == frozenset()


def test_clearing_takes_all_marks() -> None:
    marking = Marking(4, {0, 1})
    marking.clear()
    marking.extend(2)
    assert marking.marked == {0, 1, 2}
    marking.clear()
    assert marking.marked == frozenset()


def test_an_empty_page_has_nothing_to_mark() -> None:
    marking = Marking()
    marking.toggle(0)
    marking.mark_all()
    marking.extend(1)
    assert (marking.marked, marking.current) == (frozenset(), 0)

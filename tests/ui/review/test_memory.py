from fmnist_gui.ui.review.memory import Memory


def test_what_is_awaited_is_asked_for_once() -> None:
    memory = Memory[str](4)
    assert memory.missing((1, 2)) == (1, 2)
    ticket = memory.expect((1, 2))
    assert memory.missing((1, 2, 3)) == (3,)
    assert memory.take({1: "a", 2: "b"}, ticket) == {1, 2}
    assert memory.missing((1, 2)) == ()
    assert (memory.known(1), memory.known(2), memory.known(3)) == ("a", "b", None)


def test_of_too_many_the_one_used_longest_ago_is_dropped() -> None:
    memory = Memory[str](2)
    memory.take({1: "a", 2: "b"}, memory.expect((1, 2)))
    memory.known(1)
    memory.take({3: "c"}, memory.expect((3,)))
    assert len(memory) == 2
    assert memory.known(2) is None
    assert memory.known(1) == "a"


def test_an_answer_to_an_older_question_is_not_taken_for_the_newest() -> None:
    memory = Memory[str](4)
    older = memory.expect((1,))
    memory.outdate((1,))
    newer = memory.expect((1,))
    assert memory.take({1: "before"}, older) == set()
    assert memory.known(1) is None
    assert memory.take({1: "after"}, newer) == {1}
    assert memory.known(1) == "after"


def test_what_is_outdated_is_known_until_there_is_something_newer() -> None:
    memory = Memory[str](4)
    memory.take({1: "before", 2: "same"}, memory.expect((1, 2)))
    memory.outdate((1,))
    assert memory.known(1) == "before"
    assert memory.missing((1, 2)) == (1,)
    memory.outdate_all()
    assert memory.missing((1, 2)) == (1, 2)


def test_what_was_given_up_is_missing_again() -> None:
    memory = Memory[str](4)
    given_up, kept = memory.expect((1,)), memory.expect((2,))
    memory.give_up(given_up)
    assert memory.missing((1, 2)) == (1,)
    assert memory.take({2: "b"}, kept) == {2}

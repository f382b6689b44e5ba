from uuid import UUID

from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.study.assignment import assigned, standing
from fmnist_gui.core.study.study import Wanted
from tests.core.study.sample import ANNA, BEN, EVA, Said, labels, study

OF_SPLIT = (2, 3, 5, 8)


def test_images_with_the_fewest_labels_come_first() -> None:
    told = labels([(ANNA, 0, 1), (ANNA, 1, 1), (ANNA, 2, 1)])

    found = assigned(study(), told, person=BEN, name="Ben", count=8)

    assert set(found[:7]) == set(range(3, 10))
    assert found[7] in {0, 1, 2}


def test_of_images_with_as_many_labels_the_most_uncertain_comes_first() -> None:
    told = labels([(ANNA, 0, 1), (BEN, 0, 1), (ANNA, 1, 1), (BEN, 1, 2)])
    short = study(indices=(0, 1), wanted=Wanted(3, None, 3))

    assert assigned(short, told, person=EVA, name="Eva", count=2) == (1, 0)


def test_nobody_labels_an_image_twice_by_id_or_by_name() -> None:
    told = labels([(ANNA, 0, 1), (BEN, 1, 1)])
    short = study(indices=(0, 1, 2))

    assert set(assigned(short, told, person=ANNA, name="Anna", count=9)) == {1, 2}
    assert set(assigned(short, told, person=EVA, name="anna", count=9)) == {1, 2}


def test_images_whose_label_was_seen_or_that_are_waiting_elsewhere() -> None:
    short = study(indices=OF_SPLIT)
    told = labels([])

    found = assigned(
        short, told, person=ANNA, name="Anna", count=9, avoid=(3,), waiting=(2, 2, 8, 4000)
    )

    assert found == (5, 8, 2)


def test_an_image_with_all_its_labels_is_done_and_cannot_tell_is_a_label() -> None:
    told = labels([(ANNA, 0, 1), (BEN, 0, CANNOT_TELL), (ANNA, 1, 1)])
    short = study(indices=(0, 1))

    assert standing(short, told).is_done.tolist() == [True, False]
    assert assigned(short, told, person=EVA, name="Eva", count=9) == (1,)


def test_with_a_certainty_images_that_are_disputed_get_more_labels_up_to_the_most() -> None:
    sure = study(indices=(0, 1, 2), wanted=Wanted(2, 0.9, 4))
    said: list[Said] = [(ANNA, 0, 1), (BEN, 0, 1), (ANNA, 1, 1), (BEN, 1, 2)]

    assert standing(sure, labels(said)).is_done.tolist() == [True, False, False]
    said += [(EVA, 1, 0)]
    assert not standing(sure, labels(said)).is_done[1]
    (other,) = {type(ANNA)(int=9)}
    assert standing(sure, labels([*said, (other, 1, 0)])).is_done[1]


def test_checks_repeats_and_answers_to_seen_images_are_no_labels() -> None:
    said: list[Said] = [(ANNA, 0, 1), (ANNA, 1, 1), (ANNA, 2, 1), (ANNA, 3, 1)]
    told = labels(said, checks=[0], repeats=[1], seen=[2])

    assert standing(study(), told).given.tolist() == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_simulated_people_count_until_real_ones_come() -> None:
    said: list[Said] = [(ANNA, 0, 1), (BEN, 1, 1)]

    assert standing(study(), labels(said, simulated=[0, 1])).given.sum() == 2
    assert standing(study(), labels(said, simulated=[0])).given.tolist()[:2] == [0, 1]


def test_people_start_at_different_images_and_the_same_seed_gives_the_same() -> None:
    many = study(indices=tuple(range(200)))

    first = assigned(many, labels([]), person=ANNA, name="Anna", count=20)

    assert first == assigned(many, labels([]), person=ANNA, name="Anna", count=20)
    assert first != assigned(many, labels([]), person=BEN, name="Ben", count=20)
    assert set(first) <= set(many.indices)


def test_a_study_of_chosen_images_counts_its_own_only() -> None:
    told = labels([(ANNA, 2, 1), (ANNA, 4, 1), (ANNA, 8, 2), (BEN, 9, 1)])

    assert standing(study(indices=OF_SPLIT), told).given.tolist() == [1, 0, 0, 1]


def test_of_images_as_uncertain_no_class_comes_first() -> None:
    names = tuple(f"class {number}" for number in range(10))
    many = study(indices=tuple(range(500)), class_names=names, wanted=Wanted(6, None, 6))
    people = [(UUID(int=n), said) for n, said in enumerate((0, 0, 0, 3, 7), start=1)]
    told = labels([(who, image, (image + n) % 10) for image in range(500) for who, n in people])

    found = assigned(many, told, person=UUID(int=9), name="Ida", count=100)

    of_class = [sum(image % 10 == number for image in found) for number in range(10)]
    assert len(found) == 100
    assert max(of_class) < 25, of_class

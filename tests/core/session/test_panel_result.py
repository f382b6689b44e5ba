"""What several people say together."""

from dataclasses import replace
from uuid import UUID, uuid4

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.drawing import reordered
from fmnist_gui.core.session.panel_result import PanelResult, panel_result
from fmnist_gui.core.session.panel_sentence import deviations_title
from fmnist_gui.core.session.record import History, Presentation, SessionEvent
from fmnist_gui.core.stats.comparison import compare
from fmnist_gui.core.stats.proportion import wilson
from tests.core.session.example import Sitting, played

NAMES = ("Al", "Ben", "Cora", "Dilip")
A = (0, 0, 0, 2, 2, 2, 4, 4, 6, 6, 6, 6)
B = (0, 0, 6, 2, 2, 4, 4, 4, 6, 0, 6, 2)
C = (0, 0, 0, 2, 4, 4, 4, 2, 6, 6, 0, 6)


def _session(
    name: str,
    labels: tuple[int, ...],
    chosen: tuple[int, ...],
    *,
    protocol: str = "quick-20",
    ends: bool = True,
    seen: tuple[int, ...] = (),
) -> History:
    sitting = Sitting(labels, protocol=protocol, name=name, seen=seen)
    for number in chosen:
        sitting.answer(number)
    if ends:
        sitting.do("finish")
    return sitting.history()


def _panel(labels: tuple[int, ...], *people: tuple[int, ...]) -> PanelResult:
    return panel_result(
        [_session(name, labels, chosen) for name, chosen in zip(NAMES, people, strict=False)]
    )


def test_the_worked_majority_is_met_under_every_rule_for_ties() -> None:
    found = _panel((0, 0, 0, 0), (0, 0, 6, 0), (0, 2, 6, 0), (6, 6, 0, 0)).majority
    assert found is not None
    assert found.split == pytest.approx(0.583333, abs=1e-6)
    assert (found.strict, found.optimistic) == (0.5, 0.75)
    assert found.tied_left_out == pytest.approx(0.666667, abs=1e-6)
    assert found.tie_share == 0.25


def test_the_worked_agreement_is_met_and_agrees_with_other_libraries() -> None:
    found = _panel(A, A, B, C)
    assert found.krippendorff_alpha == pytest.approx(0.493802, abs=1e-6)
    assert found.fleiss_kappa == pytest.approx(0.479339, abs=1e-6)
    kappas = {(pair.first, pair.second): pair.kappa for pair in found.pairs}
    assert kappas["Al", "Ben"] == pytest.approx(0.555556, abs=1e-6)
    assert kappas["Ben", "Cora"] == pytest.approx(0.333333, abs=1e-6)
    assert kappas["Al", "Cora"] == pytest.approx(cohen_kappa_score(A, C))
    alpha = krippendorff.alpha([A, B, C], level_of_measurement="nominal")
    assert found.krippendorff_alpha == pytest.approx(alpha)
    counts = [[row.count(n) for n in range(10)] for row in zip(A, B, C, strict=True)]
    assert found.fleiss_kappa == pytest.approx(fleiss_kappa(np.array(counts)))
    assert alpha in found.alpha_interval


def test_everybody_has_their_accuracy_over_the_common_images() -> None:
    found = _panel((0, 2, 4, 6), (0, 2, 4, 0), (0, 0, 0, 0), (0, 2, 4, 6))
    assert [member.right for member in found.members] == [3, 1, 4]
    assert [member.wilson for member in found.members] == [wilson(k, 4) for k in (3, 1, 4)]
    assert [image.answers for image in found.images] == [(0, 0, 0), (2, 0, 2), (4, 0, 4), (0, 0, 6)]
    assert (found.n, found.planned, found.labels, found.labels_planned) == (4, 4, 12, 12)


def test_orders_of_their_own_are_brought_together() -> None:
    labels = tuple(number % 10 for number in range(40))
    base = Deck("replicate-zalando", "test", "f" * 64, 20170919, tuple(range(40)), "2.0.0")
    histories = []
    for place, name in enumerate(NAMES[:3]):
        deck = reordered(base, UUID(int=place + 1))
        sitting = Sitting(labels, protocol="replicate-zalando", name=name, deck=deck)
        for index in deck.indices:
            sitting.answer(labels[index] if index % (place + 2) else 8)
        sitting.do("finish")
        histories.append(sitting.history())
    assert len({h.record.deck.indices for h in histories}) == 3
    found = panel_result(histories)
    assert (found.n, found.deck_code) == (40, base.code)
    expected = [
        sum(labels[i] == (labels[i] if i % (place + 2) else 8) for i in range(40))
        for place in range(3)
    ]
    assert [member.right for member in found.members] == expected


def test_only_images_answered_by_all_enter_and_exposed_ones_are_counted() -> None:
    labels = (0, 1, 2, 3, 4)
    found = panel_result(
        [
            _session("Al", labels, (0, 1, 2, 3, 4), seen=(1,)),
            _session("Ben", labels, (0, 1, 2)),
            _session("Cora", labels, (0, 1, 2, 3, 4), seen=(4,)),
        ]
    )
    assert [image.image_index for image in found.images] == [0, 2]
    assert (found.n, found.exposed) == (2, 1)
    assert "1 image left out, since somebody had met them before." in found.notes
    assert "2 images left out, since not everybody has answered them." in found.notes


def test_while_somebody_can_go_on_only_progress_is_told() -> None:
    labels = tuple([3] * 20)
    found = panel_result(
        [
            _session("Al", labels, labels),
            _session("Ben", labels, labels[:12], ends=False),
            _session("Cora", labels, labels),
        ]
    )
    assert found.is_sealed
    assert found.headline == (
        "52 of 60 labels given.",
        "What was right is told when everybody has finished.",
    )
    assert found.notes == ()


def _three(rights: tuple[int, int, int], count: int) -> PanelResult:
    return panel_result(
        [
            played(right, count, name=name, seed=1, protocol="solo-200")
            for name, right in zip(NAMES, rights, strict=False)
        ]
    )


def test_three_people_are_set_beside_835_of_1000_with_ties_split_and_rounded() -> None:
    found = _three((170, 165, 160), 200)
    assert found.majority is not None
    assert found.compared == round(found.majority.split * 200)
    assert found.comparison == compare(found.compared, 200)
    told = " ".join((*found.headline, *found.notes))
    assert "the majority of three people" in told
    assert "95 % interval" in told
    assert "Fisher's exact test" in told


def test_a_rounding_of_split_ties_is_said() -> None:
    labels = (0,) * 4
    found = _panel(labels, (0, 0, 6, 0), (0, 2, 6, 0), (6, 6, 0, 0))
    assert found.compared == 2
    assert (
        "Splitting ties gives 2.33 right answers; for interval and test they are rounded to 2."
        in found.notes
    )
    whole = _panel(labels, (0,) * 4, (0,) * 4, (0,) * 4)
    assert not any("rounded" in note for note in whole.notes)


def test_the_six_unknowns_of_the_original_are_printed() -> None:
    found = _three((170, 165, 160), 200)
    assert len(found.deviations) == 6
    told = " ".join(found.deviations)
    for unknown in ("ties", "workers", "examples", "smooth", "images they saw", "per class"):
        assert unknown in told


def test_a_panel_of_other_size_or_condition_or_data_is_not_set_beside_it() -> None:
    two = panel_result([played(170, 200, name="Al"), played(160, 200, name="Ben")])
    assert (two.comparison, two.deviations) == (None, ())
    assert any("2 are not set beside it" in note for note in two.notes)
    for choices in ({"identity": None}, {"protocol": "flash"}):
        three = panel_result([played(170, 200, name=name, **choices) for name in NAMES[:3]])
        assert (three.comparison, three.deviations) == (None, ())
        assert "83.5" not in " ".join((*three.headline, *three.notes))


def test_no_verdict_below_200_images_and_before_the_end() -> None:
    assert _three((95, 95, 95), 100).headline[-1].startswith("Too few images for a verdict")
    ended = [
        _finished(played(245, 245, planned=250, name=name, protocol="solo-200"))
        for name in NAMES[:3]
    ]
    found = panel_result(ended)
    assert not found.is_sealed
    assert found.headline[2] == "735 of 750 labels given."
    assert "no verdict before the planned number" in found.headline[-1]
    assert not any("Fisher" in note for note in found.notes)


def _finished(history: History) -> History:
    """Return a session that was ended where it stood."""
    record = history.record
    end = SessionEvent(uuid4(), record.id, "finished", len(history.entries), record.started_at)
    return History(record, (*history.entries, end))


@pytest.mark.parametrize(
    ("second", "complaint"),
    [
        (played(16, 20, name="Ben", first=5), "are over different images"),
        (played(16, 20, name="Ben", fingerprint="e" * 64), "are over different images"),
        (played(16, 19, name="Ben"), "are over different images"),
        (played(16, 20, name="Ben", protocol="flash"), "under different rules, 'standard' and"),
        (played(16, 20, name="Al"), "'Al' is in this panel twice"),
    ],
)
def test_what_is_no_panel_is_refused_in_one_sentence(second: History, complaint: str) -> None:
    with pytest.raises(RequestError) as refusal:
        panel_result([played(16, 20, name="Al"), second])
    assert complaint in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_people_whose_windows_differ_have_a_result_that_says_so() -> None:
    small = Presentation(size_px=56)
    found = panel_result(
        [played(16, 20, name="Al"), played(15, 20, name="Ben", presentation=small)]
    )
    assert found.n == 20
    assert found.majority is not None
    assert found.condition == "standard"
    assert found.deviations == (
        "The images were not shown to all in the same way: 280 px, bicubic to Al and 56 px, "
        "bicubic to Ben.",
    )
    assert deviations_title(found.deviations) == "Deviations"


def test_a_panel_beside_the_published_figure_says_both_how_it_deviates_and_may() -> None:
    shown = [Presentation(), Presentation(), Presentation(size_px=252)]
    found = panel_result(
        [
            played(170, 200, name=name, seed=1, protocol="solo-200", presentation=how)
            for name, how in zip(NAMES, shown, strict=False)
        ]
    )
    assert len(found.deviations) == 7
    assert deviations_title(found.deviations) == (
        "Deviations, and what is not known about the published figure"
    )


def test_practice_and_one_person_alone_make_no_panel() -> None:
    with pytest.raises(RequestError, match="at least 2 people"):
        panel_result([played(16, 20)])
    practice = [played(16, 20, protocol="practice", name=name) for name in NAMES[:2]]
    with pytest.raises(RequestError, match="is not scored; choose scored sessions"):
        panel_result(practice)


def test_decks_that_only_another_numpy_drew_are_the_same_images() -> None:
    one, other = played(16, 20, name="Al"), played(15, 20, name="Ben")
    deck = replace(other.record.deck, numpy_version="1.26.4", excluded=3)
    other = History(replace(other.record, deck=deck), other.entries)
    assert deck.sha256 != one.record.deck.sha256
    assert panel_result([one, other]).n == 20


def test_no_image_answered_by_everybody_has_no_figure() -> None:
    labels = (0, 1)
    empty = panel_result([_session("Al", labels, ()), _session("Ben", labels, (0, 1))])
    assert (empty.n, empty.majority, empty.krippendorff_alpha) == (0, None, None)
    assert empty.headline[-1] == "No image has been answered by everybody yet."


def _tied(right: int, among: int, neither: int, *, wrong: int) -> PanelResult:
    """Return a panel with sole majorities that are right and wrong, and ties with and without."""
    votes = [
        *[(3, 3, 3)] * right,
        *[(3, 4, 5)] * among,
        *[(4, 5, 6)] * neither,
        *[(4, 4, 4)] * wrong,
    ]
    labels = (3,) * len(votes)
    return panel_result(
        [
            _session(name, labels, tuple(vote[place] for vote in votes), protocol="solo-200")
            for place, name in enumerate(NAMES[:3])
        ]
    )


def test_a_verdict_that_hangs_on_the_rule_for_ties_says_so() -> None:
    found = _tied(200, 60, 0, wrong=40)
    assert found.headline[2].startswith("That is lower than the published 83.5 %")
    assert found.headline[3] == (
        "It depends on the rule for ties, which is not known of the published figure: lower than "
        "it with ties wrong, consistent with it with ties right."
    )
    assert len(_tied(200, 2, 0, wrong=98).headline) == 3
    assert len(_tied(60, 60, 0, wrong=0).headline) == 3


def test_people_and_simulated_ones_make_no_panel_together() -> None:
    machine = played(16, 20, name="Robot", is_simulated=True)
    with pytest.raises(RequestError, match="is of a simulated annotator and others are of people"):
        panel_result([played(16, 20, name="Al"), machine])


def test_simulated_ones_alone_are_told_to_be_simulated() -> None:
    machines = [played(16, 20, name=name, is_simulated=True) for name in NAMES[:3]]
    found = panel_result(
        [
            replace(
                one,
                record=replace(one.record, annotator=replace(one.record.annotator, id=uuid4())),
            )
            for one in machines
        ]
    )
    assert found.is_simulated
    assert found.headline[0].startswith(
        "By majority the 3 simulated annotators agreed with the label on "
    )
    people = panel_result([played(16, 20, name=n) for n in NAMES[:3]])
    assert not people.is_simulated
    assert "simulated" not in " ".join(people.headline)


def test_the_interval_of_alpha_is_the_same_in_whatever_order_people_are_named() -> None:
    # The same images in decks of different seeds, which make one panel all the same.
    people = []
    for seed, (name, chosen) in enumerate(zip(NAMES, (A, B, C), strict=False)):
        deck = Deck("quick-20", "test", "f" * 64, seed, tuple(range(len(A))), "2.0.0")
        sitting = Sitting(A, protocol="quick-20", name=name, deck=deck)
        for number in chosen:
            sitting.answer(number)
        people.append(sitting.history())
    one, other = panel_result(people), panel_result(people[::-1])
    assert one.alpha_interval == other.alpha_interval
    assert one.krippendorff_alpha == other.krippendorff_alpha

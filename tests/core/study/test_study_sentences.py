"""The words about consensus, disputes and agreement of a study."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study import agreement_sentence, dispute_sentence, sentence
from fmnist_gui.core.study.adjudicating import Adjudicating
from fmnist_gui.core.study.agreement import study_agreement
from fmnist_gui.core.study.consensus import study_consensus
from fmnist_gui.core.study.consensus_sentence import cells, remark, summary
from fmnist_gui.core.study.dispute import Dispute
from fmnist_gui.core.study.progress import progress
from fmnist_gui.core.study.study import Wanted
from fmnist_gui.core.table.consensus_table import ConsensusRow
from tests.core.study.sample import ANNA, BEN, CLASSES, EVA, labels, study

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TIED = Dispute(4, "tied", (1, 1, 0), 1, 0.5)
UNSURE = Dispute(1, "uncertain", (2, 1, 0), 0, 0.874)


def test_a_consensus_is_summed_up() -> None:
    said = [(ANNA, 4, 1), (BEN, 4, 2), (ANNA, 2, 0), (BEN, 2, 0)]
    found = study_consensus(study(), labels(said), "plurality")
    assert summary(found) == (
        "2 images with a consensus; 1 with tied votes; 1 where it differs from the file."
    )
    rows = (replace(found.table.rows[0], adjudicated="keep"), *found.table.rows[1:])
    told = summary(replace(found, table=replace(found.table, rows=rows), has_settled=False))
    assert "; 1 adjudicated. The posteriors still changed after" in told


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ConsensusRow("test", 4, 0, 0, 1.0, 2, False), ""),
        (ConsensusRow("test", 4, 0, 1, 0.5, 2, True), "tied, differs"),
        (ConsensusRow("test", 4, 0, 0, 0.5, 2, True, "keep"), "adjudicated: kept"),
        (
            ConsensusRow("test", 4, 0, 1, 0.5, 2, True, "relabel"),
            "adjudicated: relabelled, differs",
        ),
    ],
)
def test_the_last_cell_of_a_row_says_what_else_there_is(row: ConsensusRow, expected: str) -> None:
    assert remark(row) == expected
    assert cells(row, CLASSES)[-1] == expected
    assert cells(row, CLASSES)[:2] == ("4", CLASSES[row.consensus])


def test_an_image_without_a_vote_has_no_posterior() -> None:
    assert cells(ConsensusRow("test", 4, 0, 0, 0.0, 0, False, "keep"), CLASSES)[2] == ""


def test_what_waits_for_an_adjudicator_is_told_by_its_reasons() -> None:
    told = dispute_sentence.disputed(study(), (TIED, UNSURE, TIED), 0, "running")
    assert told == (
        "3 images wait for a decision: 2 with tied votes and 1 without the certainty that is asked "
        "for."
    )
    assert dispute_sentence.disputed(study(), (), 0, "running").startswith("No image is disputed")
    assert dispute_sentence.disputed(study(), (), 1, "running") == (
        "No image waits for a decision. 1 image adjudicated so far."
    )


def test_why_an_image_is_disputed_never_says_what_was_voted() -> None:
    asked = study(wanted=Wanted(2, 0.9, 3))
    assert dispute_sentence.why(TIED, asked) == "The votes are tied: 2 votes, 1 could not tell."
    assert dispute_sentence.why(UNSURE, asked) == (
        "The votes make one class 87.4 % certain, and 90 % are asked for: 3 votes."
    )


def test_the_end_says_what_came_of_the_images() -> None:
    desk = Adjudicating(study(), (TIED, UNSURE), {4: 0, 1: 1}, Annotator(EVA, "Eva"))
    assert dispute_sentence.ending((), 0)[0] == "No image is disputed"
    desk.name_class(0, at=NOW)
    title, hint = dispute_sentence.ending(desk.decided.values(), desk.waiting)
    assert (title, hint) == (
        "The end of the list",
        "1 kept as in the file. 1 image still waits: go back to them.",
    )
    desk.decide("unsure", at=NOW)
    title, hint = dispute_sentence.ending(desk.decided.values(), desk.waiting)
    assert title == "Every disputed image is decided"
    assert hint.startswith("1 kept as in the file and 1 left unsure, which wait for somebody else.")


def test_agreement_is_told_with_what_it_rests_on() -> None:
    said = [(ANNA, 0, 1), (BEN, 0, 1), (ANNA, 1, 0), (BEN, 1, 2), (EVA, 1, 0), (EVA, 2, 0)]
    found = study_agreement(labels(said), class_count=3)
    assert agreement_sentence.basis(found).startswith(
        "Over 2 images with two labels or more, of 3."
    )
    assert agreement_sentence.fleiss(found).endswith("and here are 1 to 3.")
    assert agreement_sentence.pairs_note(found).startswith("Two by two, over the images that both")
    table = agreement_sentence.pairs_table(found)
    assert [row[:3] for row in table.rows] == [
        ("Anna and Ben", "2, few", "50 %"),
        ("Anna and Eva", "1, few", "100 %"),
        ("Ben and Eva", "1, few", "0 %"),
    ]
    # Two people who both named one class, the same throughout, have no kappa.
    assert table.rows[1][4] == "–"


def test_pairs_with_few_images_in_common_are_marked() -> None:
    many = [(person, image, image % 3) for person in (ANNA, BEN) for image in range(20)]
    found = study_agreement(labels([*many, (EVA, 0, 0)]), class_count=3)
    assert [row[1] for row in agreement_sentence.pairs_table(found).rows] == [
        "20",
        "1, few",
        "1, few",
    ]
    assert "Fewer than 20 of them, marked few," in agreement_sentence.pairs_note(found)
    assert agreement_sentence.folded_pairs(found)[:2] == (
        "20 images in common, same class 100 % (84–100 %), kappa 1.00",
        "1 image in common, few, same class 100 % (21–100 %), kappa –",
    )
    alone = study_agreement(labels(many), class_count=3)
    assert "few" not in agreement_sentence.pairs_note(alone).lower()


def test_long_names_leave_room_for_the_figures() -> None:
    told = replace(labels([(ANNA, 0, 1), (BEN, 0, 1)]), names=("A" * 60, "Ben"))
    table = agreement_sentence.pairs_table(study_agreement(told, class_count=3))
    assert table.rows[0][0] == f"{'A' * 19}… and Ben"


def test_what_labels_are_begins_with_how_many() -> None:
    told = progress(study(), labels([(ANNA, 0, 1), (BEN, 0, 2)]))
    assert sentence.particulars(replace(told, simulated=800)) == "800 of the labels are simulated."
    assert sentence.particulars(replace(told, surplus=1, simulated=2)) == (
        "1 of the labels is more than was asked for and 2 are simulated."
    )
    assert sentence.particulars(replace(told, surplus=0)) == ""

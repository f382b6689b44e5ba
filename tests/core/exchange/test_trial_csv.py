"""Sessions for model-vs-human: names and words of the toolbox, and what goes out comes back."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import trial_csv
from fmnist_gui.core.exchange.collected import collected_of
from fmnist_gui.core.exchange.trial_csv import Trial, trials_of
from fmnist_gui.core.exchange.vote import BACK, UNSURE, votes_of
from fmnist_gui.core.session.record import CANNOT_TELL, History
from tests.core.exchange.collecting import history, study_history
from tests.store.sample import FINGERPRINT

IMAGES = {"test": 9}


def by_one_more(first: History) -> History:
    """Return another session of the same person, about other images."""
    more = history("Anna", (3,), indices=(1,))
    return replace(more, record=replace(more.record, annotator=first.record.annotator))


def trials() -> tuple[Trial, ...]:
    anna, ben = study_history("Anna", (9, CANNOT_TELL, 3)), history("Ben", (0, 1, 1))
    whole = collected_of([anna, ben, by_one_more(anna)])
    answers = list(whole.answers)
    answers[4] = replace(answers[4], retracted_at=datetime.now(UTC))
    answers[5] = replace(answers[5], device="batch")
    votes = votes_of(answers, {FINGERPRINT: "test"})
    assert (len(votes.unsure), len(votes.unanswered)) == (1, 1)
    assert votes.with_blanks((UNSURE, BACK)).left_out == {}
    return trials_of((*votes.answers, *votes.blanks((UNSURE, BACK))), whole.sessions)


def test_each_session_is_a_file_named_as_the_toolbox_asks(tmp_path: Path) -> None:
    files = trial_csv.write(tmp_path / "own_set", trials(), FASHION_CLASSES)
    assert [file.name for file in files] == [
        "own-set_subject-01_session_1.csv",
        "own-set_subject-02_session_1.csv",
        "own-set_subject-01_session_2.csv",
    ]
    lines = files[0].read_text(encoding="utf-8").splitlines()
    assert lines == [
        "subj,Session,trial,rt,object_response,category,condition,imagename",
        "subject-01,1,1,0.8,ankle-boot,trouser,standard-280-px-bicubic,0001_test-00005.png",
        "subject-01,1,2,NaN,na,trouser,standard-280-px-bicubic,0002_test-00003.png",
        "subject-01,1,3,0.8,dress,trouser,standard-280-px-bicubic,0003_test-00008.png",
    ]
    # Taken back and not answered again; then one for many images at once, which nobody timed.
    rest = [line.split(",")[3:5] for line in files[1].read_text(encoding="utf-8").splitlines()[2:]]
    assert rest == [["NaN", "na"], ["NaN", "trouser"]]


def test_trials_come_back(tmp_path: Path) -> None:
    files = trial_csv.write(tmp_path / "own", trials(), FASHION_CLASSES)
    found = [trial_csv.read(file, IMAGES, FASHION_CLASSES) for file in files]
    assert sum(reading.refused for reading in found) == 0
    assert {row for reading in found for row in reading.rows} == set(trials())
    assert files == trial_csv.write(tmp_path / "own", trials(), FASHION_CLASSES)


def test_simulated_people_are_no_subjects() -> None:
    whole = collected_of([history("Robot", (1, 2, 3), is_simulated=True), history("Anna", (1,))])
    found = trials_of(whole.answers, whole.sessions)
    assert [row.subject for row in found] == ["simulated-01"] * 3 + ["subject-01"]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("T-shirt/top", "Ankle boot"), ("t-shirt-top", "ankle-boot")),
        (("NA", "Été 1", "été-1", "+"), ("na-0", "été-1", "été-1-2", "3")),
    ],
)
def test_classes_are_words_and_none_is_no_answer(
    names: tuple[str, ...], words: tuple[str, ...]
) -> None:
    assert trial_csv.class_words(names) == words


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ankle-boot", "hat", "line 2: unknown class 'hat'"),
        ("test-00005", "test-00009", "line 2: no image '0001_test-00009.png' in this data"),
        ("0001_test-00005.png", "boat.png", "no image 'boat.png' in this data"),
        (",0.8,ankle", ",-1,ankle", "line 2: '-1' as rt"),
        (",1,1,0.8", ",1,x,0.8", "line 2: 'x' as trial"),
        (",1,2,NaN", ",1,1,NaN", "line 3: the same again as in line 2"),
    ],
)
def test_what_does_not_fit_is_told_by_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    path, *_ = trial_csv.write(tmp_path / "own", trials(), FASHION_CLASSES)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    found = trial_csv.read(path, IMAGES, FASHION_CLASSES)
    assert (len(found.rows), found.refused) == (2, 1)
    assert told in found.sentence


def test_another_table_and_a_file_for_a_folder_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "own"
    path.write_text("subj,session,trial\n", encoding="utf-8")
    with pytest.raises(DataError, match="expected trials of one session with subj, Session"):
        trial_csv.read(path, IMAGES, FASHION_CLASSES)
    with pytest.raises(DataError, match="expected a place for a folder"):
        trial_csv.write(path, trials(), FASHION_CLASSES)

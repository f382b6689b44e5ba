"""A batch of labels is a session, never a person's performance, and is undone as a whole."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.batch import BatchWish
from fmnist_gui.core.session.outcome import outcome
from fmnist_gui.core.session.record import Answer, History, SessionEvent
from fmnist_gui.core.study.study import Study
from fmnist_gui.store import batch as batch_module
from fmnist_gui.store.batch import batch_ground, keep_batch, take_batch_back
from fmnist_gui.store.entry_bulk import keep_new_entries
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.study_sitting import begin_sitting
from tests import sample as images
from tests.core.study.sample import study as any_study
from tests.store.sample import NOW
from tests.store.studying import departed, happened, started

DATA = images.dataset(20, 20)
TEST, TRAIN = DATA.splits["test"], DATA.splits["train"]
STUDY = any_study(fingerprint=TEST.fingerprint, indices=(2, 3, 4), class_names=DATA.class_names)


def wish(
    *indices: int, chosen: int = 4, split: str = "test", study: Study | None = None
) -> BatchWish:
    return BatchWish(DATA, DATA.splits[split], indices, chosen, study)


def kept(store: LabelStore, *wishes: BatchWish, name: str = "Anna") -> tuple[History, ...]:
    annotator = store.annotator(name)
    return keep_batch(store, wishes, annotator, at=NOW, app_version="0.1")


def answers(history: History) -> list[Answer]:
    return [entry for entry in history.entries if isinstance(entry, Answer)]


def test_each_image_gets_the_class_in_a_finished_session_marked_as_a_batch(
    store: LabelStore,
) -> None:
    (made,) = kept(store, wish(7, 3, 12))
    history = store.history(made.record.id)
    assert history == made
    assert [(a.image_index, a.chosen, a.label) for a in answers(history)] == [
        (7, 4, 7),
        (3, 4, 3),
        (12, 4, 2),
    ]
    assert {(a.device, a.response_ns - a.onset_ns) for a in answers(history)} == {("batch", 0)}
    end = history.entries[-1]
    assert isinstance(end, SessionEvent)
    assert (end.kind, end.position) == ("finished", 3)


def test_it_tells_truly_which_labels_were_seen(store: LabelStore) -> None:
    anna = store.annotator("Anna")
    store.expose(
        anna, fingerprint=TEST.fingerprint, split="test", indices=[3], source="explore", at=NOW
    )
    (made,) = kept(store, wish(3, 7))
    assert [a.was_seen for a in answers(made)] == [True, False]
    (again,) = kept(store, wish(7, 8))
    assert [a.was_seen for a in answers(again)] == [True, False]


def test_it_is_nobodys_performance(store: LabelStore) -> None:
    (made,) = kept(store, wish(1, 2, 3))
    came = outcome(store.history(made.record.id))
    assert not came.is_scored
    assert not came.may_resume
    given = store.given_answers(TEST.fingerprint)
    assert len(given) == 3
    assert not given.is_scored.any()
    assert not given.is_standard.any()
    (line,) = store.sessions()
    assert (line.n, line.correct, line.state) == (0, 0, "complete")
    assert line.is_collecting


def test_one_step_takes_all_of_it_back(store: LabelStore) -> None:
    made = kept(store, wish(1, 2), wish(5, split="train"))
    ground = batch_ground(store, DATA, "Anna")
    assert ground.labelled == {TEST.fingerprint: {1, 2}, TRAIN.fingerprint: {5}}
    later = NOW + timedelta(minutes=1)
    assert take_batch_back(store, made, at=later) == 3
    assert take_batch_back(store, made, at=later) == 0
    assert batch_ground(store, DATA, "Anna").labelled == {}
    back = store.history(made[0].record.id).entries[-2:]
    assert {entry.retracted_at for entry in back} == {later}  # type: ignore[union-attr]
    assert not (store.given_answers(TEST.fingerprint).current >= 0).any()


def test_all_of_it_is_stored_or_nothing(store: LabelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = keep_new_entries
    calls: list[int] = []

    def second_fails(*arguments: object, **more: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        whole(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(batch_module, "keep_new_entries", second_fails)
    with pytest.raises(Exception, match="No space left"):
        kept(store, wish(1, 2), wish(5, split="train"))
    assert store.sessions() == ()


def test_for_a_study_only_its_images_come_and_each_once(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    (made,) = kept(store, wish(1, 2, 3, study=STUDY), wish(2, split="train", study=STUDY))
    assert [a.image_index for a in answers(made)] == [2, 3]
    assert store.history(made.record.id).record.study == STUDY.sha256
    labels = store.studies.labels(STUDY.sha256)
    assert labels.is_batch.all()
    assert labels.asked.sum() == 2
    (again,) = kept(store, wish(2, 3, 4, study=STUDY))
    assert [a.image_index for a in answers(again)] == [4]
    with pytest.raises(RequestError, match="no image is left"):
        kept(store, wish(2, 3, 4, study=STUDY))
    assert batch_ground(store, DATA, "anna").in_study == {STUDY.sha256: {2, 3, 4}}
    (other,) = kept(store, wish(2, study=STUDY), name="Ben")
    assert len(answers(other)) == 1


def test_what_waits_in_a_sitting_of_the_same_person_is_left_out(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    session = begin_sitting(
        store, DATA, STUDY.sha256, "Anna", now=NOW, app_version="1", among=(2, 3), most=2
    )
    waits = set(session.record.deck.indices)
    assert waits
    assert waits <= set(STUDY.indices)
    (made,) = kept(store, wish(*STUDY.indices, study=STUDY), name="anna")
    assert {a.image_index for a in answers(made)} == set(STUDY.indices) - waits
    (other,) = kept(store, wish(*STUDY.indices, study=STUDY), name="Ben")
    assert len(answers(other)) == len(STUDY.indices)


def test_only_running_studies_of_the_data_that_one_may_label_for_are_offered(
    store: LabelStore,
) -> None:
    other = replace(STUDY, name="Other", fingerprint="ab" * 32)
    asking = replace(STUDY, name="Asking", consent="I take part.")
    paused = replace(STUDY, name="Paused")
    for one in (STUDY, other, asking, paused):
        store.studies.start(started(one))
    store.studies.note(happened("paused", study=paused))
    assert batch_ground(store, DATA, "Anna").studies == (STUDY,)
    store.studies.depart(departed(store.annotator("Anna"), study=STUDY))
    assert batch_ground(store, DATA, "Anna").studies == ()
    with pytest.raises(RequestError, match="Anna was withdrawn"):
        kept(store, wish(2, study=STUDY))

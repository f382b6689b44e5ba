"""Who is handed which images of a study, against a real database."""

from dataclasses import replace
from typing import Any

import pytest

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.session.session import Choice, Session
from fmnist_gui.core.study.study import Study, Wanted
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import reopen
from fmnist_gui.store.study_sitting import begin_sitting, unfinished
from tests import sample
from tests.core.study.any_study import study as any_study
from tests.store.sample import NOW
from tests.store.studying import departed, happened, joined, started

DATASET = sample.dataset(train=40, test=40)
TEST = DATASET.splits["test"]


def study(**changes: Any) -> Study:
    """Return a study of six of the images, two at a time, each to be labelled by two people."""
    usual: dict[str, Any] = {
        "fingerprint": TEST.fingerprint,
        "class_names": DATASET.class_names,
        "indices": (1, 4, 7, 10, 13, 16),
        "wanted": Wanted(2, None, 2),
        "sitting": 2,
        "attention_percent": 0,
        "repeat_percent": 0,
        "consent": "",
        "examples": (),
        "examples_split": "",
    }
    return any_study(**(usual | changes))


STUDY = study()


def begun(store: LabelStore, name: str, of: Study = STUDY, **more: Any) -> Session:
    data: Dataset = more.pop("dataset", DATASET)
    return begin_sitting(store, data, of.sha256, name, now=NOW, app_version="0.1.0", **more)


def answer(store: LabelStore, session: Session, *, most: int | None = None) -> None:
    """Answer all trials, or the next `most`, each with the label; finish in the first case."""
    for _ in range(session.count - session.position if most is None else most):
        session.shown(0, NOW)
        choice = Choice(session.label)
        given = session.answer(choice, response_ns=10**9, answered_at=NOW, device="key", key="1")
        assert given is not None
        store.append(given)
    if most is None:
        done = session.finish(NOW)
        assert done is not None
        store.append(done)


def refusal(store: LabelStore, name: str, of: Study = STUDY, **more: Any) -> str:
    before = store.counts(), store.annotators()
    with pytest.raises((RequestError, DeckError)) as caught:
        begun(store, name, of, **more)
    assert (store.counts(), store.annotators()) == before, "nothing was to be stored"
    return str(caught.value)


def test_a_sitting_is_a_session_of_the_study(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    session = begun(store, "Anna")
    record = store.history(session.record.id).record
    assert record == session.record
    assert (record.study, record.protocol, record.deck.preset) == (STUDY.sha256, "study", "study")
    assert len(record.deck.main_indices) == 2
    assert record.class_names == STUDY.class_names
    assert set(record.deck.indices) <= set(STUDY.indices)
    assert record.rules is not None
    assert record.rules.is_collecting


def test_everybody_gets_each_image_once_until_all_is_done(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    met: dict[str, list[int]] = {"Anna": [], "Ben": []}
    for name in ("Anna", "Ben") * 3:
        session = begun(store, name)
        met[name] += session.record.deck.indices
        answer(store, session)
    assert sorted(met["Anna"]) == sorted(met["Ben"]) == list(STUDY.indices)
    assert "every image of the study “Shirts”" in refusal(store, "Anna")
    assert "every image" in refusal(store, "Carl")
    labels = store.studies.labels(STUDY.sha256)
    assert labels.votes.sum() == 12
    assert len(set(labels.session.tolist())) == 6


def test_whoever_has_answered_all_is_told_that_others_are_needed(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    for _ in range(3):
        answer(store, begun(store, "Anna"))
    sentence = refusal(store, "anna")
    assert "nothing is left for anna: 6 images of the study “Shirts”" in sentence
    assert begun(store, "Ben").count == 2


def test_no_image_whose_label_was_seen_or_that_waits_is_handed_out(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    anna = store.annotator("Anna")
    store.expose(
        anna, fingerprint=TEST.fingerprint, split="test", indices=(1, 4), source="grid", at=NOW
    )
    first, second = begun(store, "Anna"), begun(store, "Anna")
    met = (*first.record.deck.indices, *second.record.deck.indices)
    assert sorted(met) == [7, 10, 13, 16]
    assert "nothing is left for Anna" in refusal(store, "Anna")


def test_images_that_wait_elsewhere_come_last(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    waiting = {i for name in ("Anna", "Ben") for i in begun(store, name).record.deck.main_indices}
    assert len(waiting) == 4
    found = begun(store, "Carl").record.deck.main_indices
    assert set(found) == set(STUDY.indices) - waiting


def test_only_images_that_were_set_aside_are_handed_out(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    assert begun(store, "Anna", among=(13,)).record.deck.indices == (13,)
    assert "nothing is left" in refusal(store, "Anna", among=(13, 2))


def test_cannot_tell_is_an_answer_that_is_not_asked_for_again(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    session = begun(store, "Anna")
    session.shown(0, NOW)
    unsure = Choice(CANNOT_TELL, reason="not recognisable", note="dark")
    given = session.answer(unsure, response_ns=10**9, answered_at=NOW, device="key", key="0")
    assert given is not None
    store.append(given)
    (kept,) = store.history(session.record.id).entries
    assert kept == given
    labels = store.studies.labels(STUDY.sha256)
    assert labels.chosen.tolist() == [CANNOT_TELL]
    assert labels.asked.sum() == 1
    assert labels.votes.sum() == 0


def test_hidden_checks_and_repeats_are_no_votes(store: LabelStore) -> None:
    of = study(indices=tuple(range(40)), sitting=40, attention_percent=5, repeat_percent=5, seed=3)
    store.studies.start(started(of))
    session = begun(store, "Anna", of)
    deck = session.record.deck
    assert (deck.phases.count("attention"), deck.phases.count("repeat")) == (1, 2)
    assert deck.attention_split == "train"
    answer(store, session)
    labels = store.studies.labels(of.sha256)
    assert (labels.is_check.sum(), labels.is_repeat.sum()) == (1, 2)
    assert labels.votes.sum() == 40
    assert (labels.chosen[labels.is_check] == labels.label[labels.is_check]).all()


def test_a_study_that_does_not_run_hands_out_nothing(store: LabelStore) -> None:
    assert "there is no study" in refusal(store, "Anna")
    store.studies.start(started(STUDY))
    session = begun(store, "Anna")
    store.append(session.leave(NOW))  # type: ignore[arg-type]
    store.studies.note(happened("paused", study=STUDY))
    assert "is paused; resume it" in refusal(store, "Anna")
    with pytest.raises(RequestError, match="is paused"):
        reopen(store, DATASET, session.record.id, now=NOW)
    store.studies.note(happened("closed", study=STUDY, after_s=2))
    assert "is closed; open it again" in refusal(store, "Anna")
    store.studies.note(happened("reopened", study=STUDY, after_s=3))
    assert begun(store, "Ben").count == 2
    assert reopen(store, DATASET, session.record.id, now=NOW).position == 0


def test_other_data_is_refused_with_both_fingerprints(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    other = sample.dataset(train=40, test=41)
    sentence = refusal(store, "Anna", dataset=other)
    assert TEST.fingerprint[:16] in sentence
    assert other.splits["test"].fingerprint[:16] in sentence
    fewer = replace(DATASET, class_names=DATASET.class_names[:9])
    assert "10 classes" in refusal(store, "Anna", dataset=fewer)


def test_whoever_was_withdrawn_is_handed_nothing_until_reinstated(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    ben = store.annotator("Ben")
    store.studies.depart(departed(ben, study=STUDY))
    assert "Ben was withdrawn from the study “Shirts”" in refusal(store, "Ben")
    assert "was withdrawn" in refusal(store, "BEN")
    store.studies.depart(departed(ben, study=STUDY, is_back=True, after_s=9))
    assert begun(store, "Ben").count == 2


def test_nobody_labels_without_having_agreed(store: LabelStore) -> None:
    of = study(consent="I take part.")
    store.studies.start(started(of))
    ben = store.annotator("Ben")
    assert "Ben has not agreed" in refusal(store, "Ben", of)
    assert begun(store, "Robot", of, is_simulated=True).count == 2
    store.studies.join(joined(ben, study=of))
    assert begun(store, "Ben", of).count == 2


def test_the_newest_unfinished_sitting_is_found(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    assert unfinished(store, STUDY.sha256, "Anna") is None
    answer(store, begun(store, "Anna"))
    begun(store, "Ben")
    begun(store, "Anna", is_simulated=True)
    assert unfinished(store, STUDY.sha256, "Anna") is None
    left = begun(store, "Anna")
    answer(store, left, most=1)
    assert unfinished(store, STUDY.sha256, "Anna") == left.record.id
    # Within a study one name is one person, however it is spelt.
    assert unfinished(store, STUDY.sha256, " anna") == left.record.id
    assert unfinished(store, STUDY.sha256, "Annabel") is None
    again = reopen(store, DATASET, left.record.id, now=NOW)
    assert again.position == 1


def test_a_label_seen_since_is_marked_when_going_on(store: LabelStore) -> None:
    store.studies.start(started(STUDY))
    left = begun(store, "Anna")
    seen = left.record.deck.indices[0]
    store.expose(
        left.record.annotator,
        fingerprint=TEST.fingerprint,
        split="test",
        indices=(seen,),
        source="grid",
        at=NOW,
    )
    answer(store, reopen(store, DATASET, left.record.id, now=NOW))
    labels = store.studies.labels(STUDY.sha256)
    assert labels.image[labels.was_seen].tolist() == [seen]
    assert labels.asked.sum() == 1

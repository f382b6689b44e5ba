from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.store.label_store import LabelStore
from tests.core.session.example import Sitting
from tests.store.sample import ANNA, FINGERPRINT, NOW, answer, deck, event, record, retraction


def _line(store: LabelStore, session_id: UUID) -> SessionSummary:
    return next(line for line in store.sessions() if line.id == session_id)


def test_a_line_tells_what_the_header_says(store: LabelStore) -> None:
    header = replace(record(), is_simulated=True)
    store.begin(header)

    assert store.sessions() == (
        SessionSummary(
            id=header.id,
            annotator=ANNA,
            preset="quick-20",
            state="incomplete",
            n=0,
            correct=0,
            count=3,
            answered=0,
            started_at=NOW,
            fingerprint=FINGERPRINT,
            data_identity="fashion-mnist",
            is_simulated=True,
            deck_code=header.deck.code,
            split="test",
            rules=preset("quick-20"),
            condition="standard, 280 px, bicubic",
            panel=header.deck.sha256,
            size_px=280,
        ),
    )


def test_the_newest_session_stands_first(store: LabelStore) -> None:
    headers = [record(started_at=NOW + timedelta(microseconds=m)) for m in (1, 2, 0)]
    for header in headers:
        store.begin(header)

    order = [headers[i].id for i in (1, 0, 2)]
    assert [line.id for line in store.sessions()] == order


def test_right_answers_are_counted_by_session(store: LabelStore) -> None:
    one, two = record(), record()
    store.begin(one)
    store.begin(two)
    store.append(answer(one, 0), answer(two, 0, 7), answer(one, 1, 7))

    assert (_line(store, one.id).n, _line(store, one.id).correct) == (2, 1)
    assert (_line(store, two.id).n, _line(store, two.id).correct) == (1, 0)


def test_the_first_answer_counts_whatever_follows(store: LabelStore) -> None:
    header = record()
    wrong, right = answer(header, 0, 7), answer(header, 1)
    store.begin(header)
    store.append(wrong, retraction(wrong), answer(header, 0), answer(header, 0))
    store.append(right, retraction(right), answer(header, 1, 7))

    line = _line(store, header.id)
    assert (line.n, line.correct) == (2, 1)


def test_an_answer_taken_back_and_not_given_again_still_counts(store: LabelStore) -> None:
    header = record()
    given = answer(header, 0)
    store.begin(header)
    store.append(given, retraction(given))

    line = _line(store, header.id)
    assert (line.n, line.correct) == (1, 1)


def test_a_session_is_complete_once_finished_with_all_answered(store: LabelStore) -> None:
    header = record()
    store.begin(header)
    store.append(*(answer(header, position) for position in range(3)))
    assert _line(store, header.id).state == "incomplete"

    store.append(event(header, "finished", 3))

    assert _line(store, header.id).state == "complete"


def test_a_session_finished_early_is_incomplete(store: LabelStore) -> None:
    header = record()
    store.begin(header)
    store.append(answer(header, 0), answer(header, 1), event(header, "finished", 2))

    assert _line(store, header.id).state == "incomplete"


def test_an_answer_taken_back_last_leaves_the_session_incomplete(store: LabelStore) -> None:
    header = record()
    given = [answer(header, position) for position in range(3)]
    store.begin(header)
    store.append(*given, retraction(given[-1]), event(header, "finished", 2))
    assert _line(store, header.id).state == "incomplete"

    store.append(answer(header, 2))

    assert _line(store, header.id).state == "complete"


def test_practice_is_complete_wherever_it_was_finished(store: LabelStore) -> None:
    header = record(protocol="practice")
    store.begin(header)
    store.append(answer(header, 0), event(header, "left", 1))
    assert _line(store, header.id).state == "incomplete"

    store.append(event(header, "reopened", 1), event(header, "finished", 1))

    assert _line(store, header.id).state == "complete"


def test_the_planned_number_is_the_length_of_the_deck(store: LabelStore) -> None:
    header = record(drawn=deck(range(40)))
    store.begin(header)

    assert _line(store, header.id).count == 40


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_line_and_the_result_agree_whatever_happened(
    store: LabelStore, data: st.DataObject
) -> None:
    protocol = data.draw(st.sampled_from(["quick-20", "practice", "of-later-rules"]))
    labels = data.draw(st.lists(st.integers(0, 9), min_size=1, max_size=6))
    images = st.sets(st.integers(0, len(labels) - 1))
    sitting = Sitting(labels, protocol=protocol, name="Anna", seen=data.draw(images))
    verbs = st.sampled_from(["answer", "answer", "take_back", "pause", "see", "finish"])
    for verb in data.draw(st.lists(verbs, max_size=14)):
        session = sitting.session
        if verb == "answer" and session.state == "waiting" and session.position < session.count:
            sitting.answer(data.draw(st.sampled_from([session.label, 0])))
        elif verb == "take_back" and session.may_take_back:
            sitting.do("take_back")
        elif verb == "pause" and session.state == "waiting":
            sitting.do("pause", "resume")
        elif verb == "see":
            session.note_seen(data.draw(images))
        elif verb == "finish" and session.state != "finished":
            sitting.do("finish")
    history = sitting.history()
    store.begin(history.record)
    store.append(*history.entries)

    line, result = _line(store, history.record.id), session_result(history, ())
    assert store.history(history.record.id) == history
    assert (line.n, line.correct) == (result.count, result.right)
    assert (line.answered, line.state) == (result.outcome.answered, result.outcome.state)


def test_an_image_seen_before_is_answered_and_not_counted(store: LabelStore) -> None:
    header = record()
    store.begin(header)
    store.append(answer(header, 0), replace(answer(header, 1), was_seen=True))

    line = _line(store, header.id)
    assert (line.n, line.correct, line.answered) == (1, 1, 2)

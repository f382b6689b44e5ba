from dataclasses import replace

from fmnist_gui.core.review.remark import AnswerFact, answer_text

SCORED = AnswerFact(
    1.204,
    "key",
    is_scored=True,
    is_collected=False,
    is_simulated=False,
    was_taken_back=False,
)


def test_an_answer_tells_its_time_and_why_it_weighs_less() -> None:
    least = replace(SCORED, response_s=0.5, is_scored=False, is_simulated=True, was_taken_back=True)

    assert answer_text(SCORED) == "1.20 s"
    assert answer_text(least) == "0.50 s, not scored, simulated, taken back"


def test_a_label_tells_how_it_was_collected_and_why_it_is_none() -> None:
    label = replace(SCORED, is_scored=False, is_collected=True)

    assert answer_text(label) == "1.20 s, for a study"
    many = replace(label, response_s=None, device="batch")
    assert answer_text(many) == "for many images at once"
    assert answer_text(replace(many, device="imported")) == "imported"
    unsure = replace(label, reason="not recognisable", note="too dark")
    assert answer_text(unsure) == "1.20 s, for a study, not recognisable, too dark"

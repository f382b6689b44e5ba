from fmnist_gui.core.review.remark import answer_text


def test_an_answer_tells_its_time_and_why_it_weighs_less() -> None:
    plain = answer_text(1.204, is_scored=True, is_simulated=False, was_taken_back=False)
    least = answer_text(0.5, is_scored=False, is_simulated=True, was_taken_back=True)

    assert plain == "1.20 s"
    assert least == "0.50 s, not scored, simulated, taken back"

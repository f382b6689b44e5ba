from fmnist_gui.core.chart import band
from fmnist_gui.core.chart.scene import Box, Dot, Scene, Text
from fmnist_gui.core.session.result import SessionResult, session_result
from fmnist_gui.core.stats.references import Reference
from tests.core.session.example import played

REFERENCES = (
    Reference("Chance", 0.1, None, None, None, "chance", "uniform guess", None, ""),
    Reference("H, one worker", 0.6672, 0.658, 0.676, 10_000, "single", "Ishida", 2023, "Votes."),
    Reference("DENSER", 0.953, 0.949, 0.957, 10_000, "model", "README", 2018, ""),
)


def _result(right: int, count: int, *, identity: str | None = "fashion-mnist") -> SessionResult:
    return session_result(played(right, count, identity=identity), REFERENCES)


def _texts(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


def test_the_point_and_the_published_band_stand_where_their_shares_are() -> None:
    scene = band.scene(_result(81, 100), 840)
    own = next(m for m in scene.marks if isinstance(m, Dot) and m.ink == "accent")
    shade = next(m for m in scene.marks if isinstance(m, Box))
    zero, full = (
        next(m.x for m in scene.marks if isinstance(m, Text) and m.text == tick)
        for tick in ("0 %", "100 %")
    )
    assert round((own.x - zero) / (full - zero), 6) == 0.81
    assert round((shade.x - zero) / (full - zero), 3) == 0.811
    assert round((shade.x + shade.width - zero) / (full - zero), 3) == 0.857


def test_the_published_figure_is_called_a_majority_of_three() -> None:
    texts = _texts(band.scene(_result(81, 100), 840))
    assert "Majority of three, published" in texts
    assert "83.5 % of 1,000, 81.1–85.7 %" in texts
    assert "81 % of 100, 72.2–87.5 %" in texts


def test_models_are_in_the_table_and_not_beside_one_person() -> None:
    result = _result(81, 100)
    assert not any("DENSER" in text for text in _texts(band.scene(result, 840)))
    names = [row[0] for row in band.table(result).rows]
    assert names == ["You", "Chance", "H, one worker", "DENSER"]


def test_other_data_stands_alone() -> None:
    result = _result(81, 100, identity=None)
    texts = _texts(band.scene(result, 840))
    assert [text for text in texts if not text[0].isdigit()] == ["You"]
    assert not any(isinstance(mark, Box) for mark in band.scene(result, 840).marks)
    assert "Nothing published" in band.note(result)


def test_the_sentence_names_count_and_interval() -> None:
    assert band.sentence(_result(81, 100)) == (
        "With 100 images the score is known to within 72.2–87.5 %."
    )


def test_a_range_over_tie_rules_is_never_called_an_interval() -> None:
    three = Reference(
        "H, three", 0.736, 0.702, 0.803, 10, "single", "S", None, "", is_tie_range=True
    )
    result = session_result(played(81, 100, identity="fashion-mnist"), (three,))
    assert "73.6 % of 10, by tie rule 70.2–80.3 %" in _texts(band.scene(result, 840))
    assert band.table(result).rows[-1][2] == "by tie rule 70.2–80.3 %"

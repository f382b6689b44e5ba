from tests.core.review.ranking.example import TEST, TEST_ROWS, TRAIN, evidence, model, shares

TRAIN_ROWS = [shares(Dress=1.0)] * TRAIN


def test_the_newest_model_that_knows_all_splits_is_asked() -> None:
    own = model("Own", "test", *TEST_ROWS[::-1])
    both = [model("Both", "test", *TEST_ROWS), model("Both", "train", *TRAIN_ROWS)]
    older = [model("Older", "test", *TEST_ROWS), model("Older", "train", *TRAIN_ROWS)]
    known = evidence(models=(own, *both, *older))

    assert {m.name for m in known.asked_models.values()} == {"Both"}
    assert known.probs[TRAIN : TRAIN + TEST].tolist() == both[0].probs.tolist()


def test_where_none_knows_all_splits_the_newest_of_each_is_asked() -> None:
    newer, older = model("Newer", "test", *TEST_ROWS), model("Older", "test", *TEST_ROWS)
    train = model("Train", "train", *TRAIN_ROWS)
    known = evidence(models=(newer, older, train))

    assert {split: m.name for split, m in known.asked_models.items()} == {
        "test": "Newer",
        "train": "Train",
    }
    assert known.is_asked.all()
    assert not evidence(models=(newer,)).is_asked[:TRAIN].any()

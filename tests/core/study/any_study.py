"""Studies: a small one, and any at all."""

from typing import Any

from hypothesis import strategies as st

from fmnist_gui.core.study.study import Question, Study, Wanted

FINGERPRINT = "ab" * 32

lines = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
texts = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from("\n\t "), max_size=50
)


def study(**changes: Any) -> Study:
    """Return a study of three images, with something said of everything."""
    values: dict[str, Any] = {
        "name": "Shirts",
        "split": "test",
        "fingerprint": FINGERPRINT,
        "class_names": ("Trouser", "Bag", "Été"),
        "indices": (3, 5, 8),
        "source": "label = Shirt",
        "wanted": Wanted(2, 0.9, 4),
        "seed": 1 << 70,
        "sitting": 2,
        "attention_percent": 5,
        "repeat_percent": 4,
        "confidence": "shift",
        "has_second_choice": True,
        "instructions": "What is it?\n\tSay what you see.",
        "examples_split": "train",
        "examples": ((1, 2), (), (7,)),
        "consent": "I take part.",
        "questions": (Question("How old are you?"), Question("Hand?", ("left", "right"))),
    }
    return Study(**(values | changes))


def studies() -> st.SearchStrategy[Study]:
    """Return studies that people can take part in."""
    wanted = st.integers(1, 5).flatmap(
        lambda labels: (
            st.just(Wanted(labels, None, labels))
            | st.builds(Wanted, st.just(labels), st.floats(0.5, 0.99), st.integers(labels, 9))
        )
    )
    indices = st.lists(st.integers(0, 70_000), min_size=1, max_size=50, unique=True)
    return st.builds(
        study,
        name=lines,
        indices=indices.map(lambda images: tuple(sorted(images))),
        source=lines,
        wanted=wanted,
        seed=st.integers(0, 1 << 200),
        sitting=st.integers(1, 1000),
        attention_percent=st.integers(0, 50),
        repeat_percent=st.integers(0, 50),
        confidence=st.sampled_from(["none", "shift", "key"]),
        has_second_choice=st.booleans(),
        instructions=texts,
        consent=texts,
        questions=st.lists(
            st.builds(Question, lines, st.lists(lines, max_size=3, unique=True).map(tuple)),
            max_size=3,
        ).map(tuple),
    )

"""What is said below a small image and in its tip."""

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.session.against_model import ModelImage
from fmnist_gui.core.session.crowd import CrowdImage
from fmnist_gui.core.session.outcome import outcome
from fmnist_gui.ui.results.shown_image import Caption, Teller, told
from fmnist_gui.ui.verdict_mark import CROSS, TICK
from tests.core.session.example import Sitting

CROWD = CrowdImage(
    image_index=0,
    label=4,
    answer=4,
    plurality=3,
    is_tied=False,
    share=0.1,
    sureness=0.88,
    entropy=0.5,
    votes=60,
)


def trials() -> tuple[object, ...]:
    sitting = Sitting([4, 4])
    sitting.answer(4)
    sitting.answer(3)
    sitting.do("take_back")
    sitting.answer(4)
    sitting.do("finish")
    return outcome(sitting.history()).trials


def test_the_label_stands_below_a_wrong_answer_alone() -> None:
    teller = Teller("test", FASHION_CLASSES, "You")
    right, wrong = (teller.of_trial(trial) for trial in trials())  # type: ignore[arg-type]
    assert right.captions == (Caption("Coat", TICK),)
    assert wrong.captions == (Caption("Dress", CROSS), Caption("Coat"))
    assert right.tip == "test 0: label Coat, You said Coat"
    assert wrong.tip == "test 1: label Coat, You said Dress, at last Coat"


def test_the_tip_tells_how_many_of_the_crowd_agreed() -> None:
    teller = Teller("test", FASHION_CLASSES, "You", [CROWD])
    first = teller.of_trial(trials()[0])  # type: ignore[arg-type]
    assert first.tip.endswith("You said Coat, the crowd 88 % Dress and 10 % the label")
    assert teller.of_crowd(CROWD).captions == (Caption("Coat", TICK), Caption("88 % Dress"))


def test_the_model_stands_below_the_person() -> None:
    teller = Teller("test", FASHION_CLASSES, "Mira")
    image = teller.of_model(ModelImage(5, label=9, answer=5, predicted=9))
    assert image.captions == (Caption("Sandal", CROSS), Caption("Ankle boot", TICK))
    assert image.tip == "test 5: label Ankle boot, Mira said Sandal, the model Ankle boot"


def test_only_what_is_shown_is_put_into_words() -> None:
    teller = Teller("test", FASHION_CLASSES, "You")
    put: list[int] = []
    images = [ModelImage(index, label=0, answer=0, predicted=0) for index in range(900)]

    def counting(image: ModelImage) -> object:
        put.append(image.image_index)
        return teller.of_model(image)

    group = told(images, counting)  # type: ignore[arg-type]
    assert (len(group), group.indices[-1]) == (900, 899)
    assert [image.index for image in group.shown(3)] == put == [0, 1, 2]

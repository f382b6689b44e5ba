import hashlib
import struct

import numpy as np

from fmnist_gui.core.dataset.dataset import fingerprint
from tests.core.dataset.samples import make_images, make_labels


def test_the_fingerprint_is_what_its_description_says() -> None:
    images, labels = make_images(3, 4, 5), make_labels(3)
    written_out = b"test\0" + struct.pack(">3I", 3, 4, 5) + images.tobytes() + labels.tobytes()
    assert fingerprint("test", images, labels) == hashlib.sha256(written_out).hexdigest()


def test_the_fingerprint_tells_every_difference() -> None:
    images, labels = make_images(4, 6, 6), make_labels(4)
    other_pixel = images.copy()
    other_pixel[3, 5, 5] ^= 1
    other_label = labels.copy()
    other_label[0] += 1
    seen = {
        fingerprint("train", images, labels),
        fingerprint("test", images, labels),
        fingerprint("train", images.reshape(4, 4, 9), labels),
        fingerprint("train", other_pixel, labels),
        fingerprint("train", images, other_label),
    }
    assert len(seen) == 5


def test_the_fingerprint_does_not_depend_on_the_layout_in_memory() -> None:
    images, labels = make_images(4, 6, 5), make_labels(4)
    assert fingerprint("train", np.asfortranarray(images), labels) == fingerprint(
        "train", images, labels
    )

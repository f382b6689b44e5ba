"""The images of an audit as a queue."""

from dataclasses import replace

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.audit_queue import audit_queue
from tests import sample
from tests.core.review.audits import drawn

SPLIT = sample.split("test", 40)
GALLERY = sample.gallery(sample.split("train", 100), SPLIT)


def test_its_images_come_in_the_order_drawn_with_nothing_suggested() -> None:
    audit = replace(drawn(30, 2, 17), fingerprint=SPLIT.fingerprint)

    queue = audit_queue(audit, GALLERY)

    assert queue.key == audit.queue
    assert [candidate.number for candidate in queue] == [130, 102, 117]
    assert [candidate.label for candidate in queue] == SPLIT.labels[[30, 2, 17]].tolist()
    assert {candidate.suggested for candidate in queue} == {None}


def test_an_audit_of_other_data_cannot_be_gone_on_with() -> None:
    with pytest.raises(RequestError, match="open those"):
        audit_queue(drawn(30, 2, 17), GALLERY)

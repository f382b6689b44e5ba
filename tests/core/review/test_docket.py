"""What is at hand while somebody decides."""

from fmnist_gui.core.review.docket import Docket
from tests.core.review.audits import ADA, BEN, FINGERPRINT, decided, drawn

AUDIT = drawn(8, 3)
PLACE = (FINGERPRINT, 8)


def test_an_image_waits_until_it_is_decided_but_not_when_it_was_put_off() -> None:
    assert Docket((), ADA.id).waits(PLACE, "one")
    assert Docket([decided(AUDIT, 8, "skip", queue="")], ADA.id).waits(PLACE, "one")
    assert not Docket([decided(AUDIT, 8, "unsure", queue="")], ADA.id).waits(PLACE, "one")


def test_under_the_rule_of_two_it_waits_for_the_second() -> None:
    bens = Docket([decided(AUDIT, 8, "relabel", who=BEN, queue="")], ADA.id)

    assert not bens.waits(PLACE, "one")
    assert bens.waits(PLACE, "two")


def test_an_audit_asks_about_an_image_that_was_decided_outside_of_it() -> None:
    elsewhere = decided(AUDIT, 8, queue="margin")
    docket = Docket([elsewhere], ADA.id)

    assert not docket.waits(PLACE, "one", queue="margin")
    assert docket.waits(PLACE, "one", queue=AUDIT.queue)
    assert not Docket([elsewhere, decided(AUDIT, 8)], ADA.id).waits(PLACE, "one", queue=AUDIT.queue)

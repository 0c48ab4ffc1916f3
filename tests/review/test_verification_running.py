"""`manage.py verify_audit` on a site that goes on signing and publishing meanwhile."""

import pytest
from django.db import connection

from delivery.models import Change
from delivery.verification import change_faults
from review.models import AuditEntry
from review.verification import audit_faults
from tests.builders import NOW, make_page, publish_page
from tests.review.tampering import verify

QUERIES_AT_MOST = 40


class Meanwhile:
    """Publishes another page as soon as a given number of queries has been made."""

    def __init__(self, cast, *, after):
        self.cast, self.left = cast, after

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        self.left -= 1
        if self.left == 0:
            publish_page(make_page(by=self.cast.editor), self.cast, now=NOW)
        return result


@pytest.mark.parametrize("faults", [audit_faults, change_faults])
def test_it_gives_no_false_alarm(past, cast, faults):
    for after in range(1, QUERIES_AT_MOST):
        meanwhile = Meanwhile(cast, after=after)
        with connection.execute_wrapper(meanwhile):
            assert list(faults()) == []
        if meanwhile.left > 0:
            break
    assert meanwhile.left > 0, "Not every moment was tried."
    assert after > 3


def test_the_head_that_it_prints_is_one_that_it_read(past, cast):
    entries, changes = AuditEntry.objects.count(), Change.objects.count()
    with connection.execute_wrapper(Meanwhile(cast, after=4)):
        said = verify()
    assert AuditEntry.objects.count() > entries
    head = AuditEntry.objects.get(number=entries).hash
    assert said == f"The audit verifies: {entries} entries, {changes} changes, head {head}.\n"

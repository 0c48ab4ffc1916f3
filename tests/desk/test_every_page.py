"""Every page of the admin that a link leads to, for who writes, who signs and who may everything."""

import pytest

from tests.desk import naming, policing
from tests.desk.crawling import crawl

pytestmark = pytest.mark.once


@pytest.mark.parametrize("role", ["editor", "reviewer", "superuser"])
def test_it_says_what_it_is_and_loads_what_it_may(request, library, role):
    answers = crawl(request.getfixturevalue(role))
    assert len(answers) > 50
    faults = {
        path: found
        for path, answer in answers.items()
        if (found := [*naming.faults(answer), *policing.faults(answer)])
    }
    assert faults == {}

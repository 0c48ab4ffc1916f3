import pytest
from django.utils import timezone

from articles.drafts import SectionDraft
from articles.models import CrisisResourceVersion
from tests.builders import make_crisis_resource, make_page, make_site, publish_page
from tests.desk.conftest import logged_in
from tests.desk.crisis_resources import address
from tests.desk.refusals import refused, said, sentence, told


def test_retire(administrator, served):
    answer = administrator.post(address(served, "retire"))
    assert (answer.status_code, answer["Location"]) == (302, address(served))
    assert told(answer) == [("success", "The resource is no longer shown.")]
    assert not CrisisResourceVersion.objects.served().exists()


def refuse_to_retire(code, resource, by):
    client = logged_in(by)
    with refused(code, action="retire_crisis_resource", by=by, subject=resource):
        answer = client.post(address(resource, "retire"))
    assert said(answer) == {"__all__": sentence(code)}


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_retire_needs_the_right(cast, served, role):
    refuse_to_retire("not_allowed", served, getattr(cast, role))


def test_retire_the_last_one_of_a_country(cast, served):
    make_site()
    publish_page(make_page(by=cast.editor, content_flags=["self_harm"]), cast, now=timezone.now())
    refuse_to_retire("last_crisis_resource", served, cast.administrator)


def test_retire_what_a_public_page_names(cast, served):
    make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    line = {"type": "crisisLine", "attrs": {"resource": str(served.uuid)}}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [line]}]}
    page = make_page(by=cast.editor, sections=[SectionDraft(heading="Help", body=body)])
    publish_page(page, cast, now=timezone.now())
    refuse_to_retire("crisis_resource_in_use", served, cast.administrator)

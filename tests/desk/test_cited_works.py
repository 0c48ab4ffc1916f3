import pytest
from django.utils import timezone

from articles.drafts import CitationDraft
from references.models import Reference
from tests.builders import edit_page, make_page, make_reference, submit_page
from tests.desk.elements import elements
from tests.desk.posting import save
from tests.desk.refusals import unchanged

LIST = "/admin/references/reference/"
IDENTIFIERS = {"pmid": "30075356", "doi": "10.1016/j.janxdis.2018.07.005", "pmcid": "PMC6134338"}
OTHERS = {"pmid": "1", "doi": "10.1000/182", "pmcid": ""}


@pytest.fixture
def work(cast):
    return make_reference(**IDENTIFIERS)


@pytest.fixture(params=["pmid", "doi", "uuid"])
def submitted(request, cast, work):
    """A work that a revision cites, by either of its identifiers or as ours, and no page today."""
    key = f"{request.param}:{getattr(work, request.param)}"
    page = make_page(by=cast.editor, citations=[CitationDraft(key=key)])
    submit_page(page, by=cast.editor, now=timezone.now())
    edit_page(page, by=cast.editor, citations=[], outline=[])
    return work


def address(work, page="change"):
    return f"{LIST}{work.pk}/{page}/"


def columns(work):
    return Reference.objects.values().get(pk=work.pk)


def identifiers_offered(client, work):
    names = {item["name"] for item in elements(client.get(address(work)), "input")}
    return names & set(IDENTIFIERS)


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_what_a_revision_cites_keeps_its_identifiers(request, submitted, role):
    client = request.getfixturevalue(role)
    assert identifiers_offered(client, submitted) == set()
    before = columns(submitted)
    save(client, address(submitted), title="Shame", **OTHERS)
    assert columns(submitted) == before | {"title": "Shame"}


def test_what_no_revision_cites_may_get_others(editor, cast, work):
    make_reference(pmid="1")
    page = make_page(by=cast.editor, citations=[CitationDraft(key="pmid:1")])
    submit_page(page, by=cast.editor, now=timezone.now())
    assert identifiers_offered(editor, work) == set(IDENTIFIERS)
    before = columns(work)
    save(editor, address(work), **OTHERS | {"pmid": "2"})
    assert columns(work) == before | OTHERS | {"pmid": "2"}


# Delete


def delete(client, work):
    return client.post(address(work, "delete"), {"post": "yes"})


def delete_in_the_list(client, work):
    return client.post(
        LIST, {"action": "delete_selected", "_selected_action": [work.pk], "post": "yes"}
    )


def refuse_to_delete(client, work):
    assert "Delete" not in [element.words for element in elements(client.get(address(work)), "a")]
    with unchanged():
        assert delete(client, work).status_code == 403
        delete_in_the_list(client, work)


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_what_nothing_cites_may_go(request, work, role):
    client = request.getfixturevalue(role)
    assert "Delete" in [element.words for element in elements(client.get(address(work)), "a")]
    assert delete(client, work).status_code == 302
    assert not Reference.objects.exists()


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_nothing_goes_by_the_dozen(request, work, role):
    """The list could not tell which of the works are cited."""
    client = request.getfixturevalue(role)
    with unchanged():
        delete_in_the_list(client, work)


def test_what_a_revision_cites_stays(superuser, submitted):
    refuse_to_delete(superuser, submitted)


@pytest.mark.parametrize("name", ["pmid", "doi", "uuid"])
def test_what_a_page_cites_stays(superuser, cast, work, name):
    make_page(by=cast.editor, citations=[CitationDraft(key=f"{name}:{getattr(work, name)}")])
    refuse_to_delete(superuser, work)


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_who_may_not_delete(request, work, role):
    refuse_to_delete(request.getfixturevalue(role), work)

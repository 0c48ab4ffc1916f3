import json
import shutil

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from articles.models import CrisisResource, Image, Page, Person
from cms import demo
from delivery.models import Publication
from references.models import Reference
from review.models import AuditEntry, Credential


@pytest.fixture
def debug(settings):
    settings.DEBUG = True


def counts():
    models = (
        User,
        Person,
        Credential,
        CrisisResource,
        Reference,
        Image,
        Page,
        Publication,
        AuditEntry,
    )
    return {model.__name__: model.objects.count() for model in models}


def test_it_works(db, debug, client, capsys):
    call_command("demo", password="correct horse battery")
    assert capsys.readouterr().out.splitlines() == [
        "Demo accounts, for the admin at /admin/:",
        "  editor@example.org  correct horse battery",
        "  reviewer@example.org  correct horse battery",
        "  publisher@example.org  correct horse battery",
        "  administrator@example.org  correct horse battery",
    ]
    page = client.get("/api/v1/symptoms/shame/").json()
    assert page["review"]["line"]["short"] == ("Reviewed by a board-certified physician · FL & NJ")
    assert {reference["pmid"] for reference in page["references"]} >= {"30075356", "23982301"}
    assert page["crisis_resources"][0]["phone"] == "988"
    assert page["images"]["hero"]["alt"].startswith("Four rows of soft blue hills")
    assert client.get("/api/v1/conditions/depression/").status_code == 200
    for role in demo.ACCOUNTS:
        user = User.objects.get(email=f"{role}@example.org")
        assert user.check_password("correct horse battery")


def test_a_second_time_changes_nothing(db, debug, capsys):
    call_command("demo")
    before = counts()
    call_command("demo")
    assert counts() == before


def test_it_is_for_debug_only(db, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG=1"):
        call_command("demo")
    assert counts()["User"] == 0


@pytest.fixture
def fixtures(tmp_path, monkeypatch):
    """A copy of the fixtures that a test may spoil."""
    shutil.copytree(demo.FIXTURES, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(demo, "FIXTURES", tmp_path)
    return tmp_path


def spoil(file, change):
    content = json.loads(file.read_text(encoding="utf-8"))
    change(content)
    file.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("site.json", lambda site: site.update(countries=[]), "site.json: "),
        ("references.json", lambda works: works[0].update(pmid="x"), "references.json, x: "),
        (
            "people.json",
            lambda people: people[0].update(profession="seer"),
            "people.json, avery-example: ",
        ),
        (
            "pages/shame.json",
            lambda page: page["citations"].pop(),
            "pages/shame.json: ",
        ),
        ("pages/shame.json", lambda page: page.pop("title"), "pages/shame.json: "),
        ("pages/shame.json", lambda page: page.pop("kind"), "pages/shame.json: "),
        ("pages/shame.json", lambda page: page.update(byline=["nobody"]), "pages/shame.json: "),
        (
            "pages/shame.json",
            lambda page: page.update(hero_image="nothing.jpg"),
            "pages/shame.json: No picture",
        ),
        (
            "images.json",
            lambda images: images[0].update(file="nothing.jpg"),
            "images.json, nothing.jpg: ",
        ),
        (
            "images.json",
            lambda images: images[0].update(alt_text=""),
            "images.json, hills-at-first-light.jpg: ",
        ),
        (
            "crisis_resources.json",
            lambda resources: resources[0].pop("country"),
            "crisis_resources.json, us-988: ",
        ),
    ],
)
def test_a_faulty_fixture_is_named(db, debug, fixtures, name, change, said):
    spoil(fixtures / name, change)
    with pytest.raises(CommandError, match=f"^{said}"):
        call_command("demo")


def test_a_fixture_that_is_no_json_is_named(db, debug, fixtures):
    (fixtures / "site.json").write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match=r"^site\.json: "):
        call_command("demo")

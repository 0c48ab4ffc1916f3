import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.staticfiles.finders import find
from django.core.exceptions import ValidationError

from accounts.models import User
from articles.models import Kind
from articles.richtext import Profile
from articles.richtext.schema import NODES
from desk.csp import NonceMediaMixin
from desk.fields import RichTextField
from desk.widgets import MODULES, RichTextWidget, editor_choices
from tests.articles.richtext_strategies import bullets, doc, mark, paragraph, text
from tests.builders import make_crisis_resource, make_topic

EMPTY = ["", "null", "{}", '{"type": "doc"}', json.dumps(doc(paragraph()))]


def refused(field, document):
    with pytest.raises(ValidationError) as caught:
        field.clean(json.dumps(document))
    return [(error.code, error.messages[0]) for error in caught.value.error_list]


def test_it_cleans_to_the_one_form():
    raw = json.dumps(doc(paragraph("Sha", "me "), paragraph()))

    assert RichTextField().clean(raw) == doc(paragraph("Shame"))


def test_it_says_what_is_refused():
    link = mark("link", href="http://example.org")

    assert refused(RichTextField(), doc(paragraph(text("here", link)))) == [
        (
            "rich_text_bad_link",
            "Block 1: the link http://example.org is not secure."
            " Use the https:// address of that page.",
        )
    ]


def test_it_holds_to_its_profile():
    field = RichTextField(profile=Profile.KEY_POINTS)

    assert field.clean(json.dumps(doc(bullets("One")))) == doc(bullets("One"))
    assert [code for code, _ in refused(field, doc(paragraph("One")))] == [
        "rich_text_bad_structure"
    ]


def test_it_says_what_is_no_json():
    with pytest.raises(ValidationError) as caught:
        RichTextField().clean("<p>Shame</p>")

    assert caught.value.code == "invalid"


@pytest.mark.parametrize("raw", EMPTY)
def test_nothing_is_the_empty_document(raw):
    assert RichTextField(required=False).clean(raw) == {}


@pytest.mark.parametrize("raw", EMPTY)
def test_nothing_is_too_little_when_required(raw):
    with pytest.raises(ValidationError) as caught:
        RichTextField().clean(raw)

    assert caught.value.code == "required"


@pytest.mark.parametrize(
    ("initial", "data", "changed"),
    [
        (None, "", False),
        ({}, json.dumps(doc(paragraph())), False),
        (doc(paragraph("One")), json.dumps(doc(paragraph("O", "ne"), paragraph())), False),
        (doc(paragraph("One")), json.dumps(doc(paragraph("Two"))), True),
        (doc(paragraph("One")), "no JSON", True),
        (None, json.dumps(doc(paragraph("One"))), True),
    ],
)
def test_what_counts_as_a_change(initial, data, changed):
    assert RichTextField(required=False).has_changed(initial, data) is changed


def test_the_textarea_holds_the_json():
    field = RichTextField()

    assert field.prepare_value(None) == "{}"
    assert json.loads(field.prepare_value(doc(paragraph("é")))) == doc(paragraph("é"))


@pytest.mark.parametrize("profile", Profile)
def test_the_widget_names_its_profile_and_the_nodes_allowed_there(profile):
    html = RichTextWidget(profile=profile).render("answer", "{}")
    config = json.loads(
        unescape(re.search(r'data-django-prose-editor-richtext="([^"]*)"', html).group(1))
    )

    refused = {
        Profile.BODY: set(),
        Profile.KEY_POINTS: {"figure"},
        Profile.ANSWER: {"heading", "figure"},
        Profile.NOTICE: {"heading", "figure", "citation"},
    }[profile]
    assert config == {
        "profile": profile.value,
        "nodes": [name for name in NODES if name not in refused],
    }


def test_every_module_is_on_the_import_map():
    files = Path(find("desk/richtext.js")).parent.glob("richtext-*.js")
    assert sorted(file.stem for file in files) == sorted(MODULES)
    media = str(RichTextWidget().media)

    for module in MODULES:
        assert f'"desk/{module}": "/static/desk/{module}.js"' in media
    assert media.index('type="importmap"') < media.index("desk/richtext.js")


def test_the_choices_cannot_end_their_script(cast):
    topic = make_topic(Kind.SYMPTOM)
    topic.working_name = "</script>"
    topic.save()
    line = make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    html = str(editor_choices())
    start = '<script id="richtext-choices" type="application/json">'

    assert html.startswith(f'{start}{{"topics": [["{topic.uuid}", "\\u003C/script\\u003E')
    assert json.loads(html.removeprefix(start).removesuffix("</script>")) == {
        "topics": [[str(topic.uuid), str(topic)]],
        "crisis_lines": [[str(line.uuid), f"{line.versions.get().name}: Call 988"]],
        "locale": None,
        "pick_pictures": "/admin/pick/pictures/",
        "pick_references": "/admin/pick/references/",
        "pick_topics": "/admin/pick/topics/",
        "first_heading": 3,
        "max_bytes": 10_000_000,
        "max_fields": 5_000,
    }


class EditorAdmin(NonceMediaMixin):
    fields = ["email"]

    @property
    def media(self):
        return super().media + RichTextWidget().media


@pytest.mark.django_db
def test_every_script_of_the_form_carries_the_nonce(rf):
    request = rf.get("/")
    request.user = User(is_superuser=True, is_staff=True)
    request.csp_nonce = "one-time"
    page = EditorAdmin(User, admin.site).add_view(request).render().content.decode()
    head = page[: page.index("</head>")]

    assert '<script type="importmap" nonce="one-time">' in head
    assert '<script src="/static/desk/richtext.js" nonce="one-time" type="module">' in head

"""Each reader: it works, then every refusal, whole message compared."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import environment

KEY = "k" * 32
KEY_REMEDY = (
    "Write at least 32 random characters, for example what "
    "`python3 -c 'import secrets; print(secrets.token_urlsafe(50))'` prints."
)
ADDRESS_REMEDY = "Write an absolute address, for example X=https://www.example.org."
ROUTES = {"condition": "/conditions/{slug}/", "article": "/articles/{slug}/"}


@pytest.fixture
def write(monkeypatch):
    return lambda value: monkeypatch.setenv("X", value)


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("no", False)]
)
def test_boolean(write, value, expected):
    write(value)
    assert environment.boolean("X", default=not expected) is expected


def test_boolean_default():
    assert environment.boolean("X", default=True) is True


@pytest.mark.parametrize("value", ["flase", "", "2", "none"])
def test_boolean_refuses(write, value):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.boolean("X", default=False)
    assert str(refused.value) == f"X is {value!r}, which is neither yes nor no. Write 1 or 0."


def test_whole_number(write):
    assert environment.whole_number("X", default=7) == 7
    write("0")
    assert environment.whole_number("X", default=7) == 0


@pytest.mark.parametrize("value", ["", "-1", "1.5", "ten", "0", "1_000", "\u0663"])
def test_whole_number_refuses(write, value):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.whole_number("X", default=8, minimum=1)
    assert str(refused.value) == (
        f"X is {value!r}, which is not a whole number from 1. Write a number such as 8."
    )


def test_choice(write):
    assert environment.choice("X", choices=("A", "B"), default="A") == "A"
    write("B")
    assert environment.choice("X", choices=("A", "B"), default="A") == "B"


def test_choice_refuses(write):
    write("b")
    with pytest.raises(ImproperlyConfigured, match=r"^X is 'b'\. Write one of A, B\.$"):
        environment.choice("X", choices=("A", "B"), default="A")


def test_email(write):
    assert environment.email("X") == ""
    write("library@example.org")
    assert environment.email("X") == "library@example.org"


@pytest.mark.parametrize("value", ["library", "a@b", "a@example.org, b@example.org"])
def test_email_refuses(write, value):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.email("X")
    assert str(refused.value) == (
        "X is no e-mail address. Write for example X=library@example.org."
    )


def test_token(write):
    assert environment.token("X") == ""
    write("ab12-CD_3")
    assert environment.token("X") == "ab12-CD_3"


@pytest.mark.parametrize("value", ["two words", "key&email=x", "kéy"])
def test_token_refuses(write, value):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.token("X")
    # A key is not repeated.
    assert str(refused.value) == (
        "X is no key. Copy it from your account: letters, digits, - and _ in one word."
    )


def test_words(write):
    assert environment.words("X") == []
    write(" a, b,,c ")
    assert environment.words("X") == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://www.example.org", "https://www.example.org"),
        ("https://www.example.org/", "https://www.example.org"),
        ("http://localhost:8000/site/", "http://localhost:8000/site"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_address(write, value, expected):
    write(value)
    assert environment.address("X", default=None) == expected


@pytest.mark.parametrize(
    "value",
    [
        "/relative",
        "www.example.org",
        "//www.example.org",
        "ftp://www.example.org",
        "https://",
        "https://www.example.org:port",
        "https://www.exam ple.org",
        "https://[::1",
    ],
)
def test_address_refuses(write, value):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.address("X", default=None)
    assert str(refused.value) == (
        f"X is {value!r}, which is not an absolute http(s) address. {ADDRESS_REMEDY}"
    )


@pytest.mark.parametrize(
    "value", ["https://e.org/?a=1", "https://e.org/#top", "https://user:secret@e.org/"]
)
def test_address_refuses_more_than_an_address(write, value):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.address("X", default=None)
    assert str(refused.value) == (
        f"X has a query, a fragment or a user name in it. {ADDRESS_REMEDY}"
    )


@pytest.mark.parametrize("value", [None, ""])
def test_address_is_required(monkeypatch, value):
    if value is not None:
        monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.address("X", default=None)
    assert str(refused.value) == f"X is missing. {ADDRESS_REMEDY}"


def test_folder(write, tmp_path):
    assert environment.folder("X", default=tmp_path / "new") == tmp_path / "new"
    assert (tmp_path / "new").is_dir()
    write(f" {tmp_path} ")
    assert environment.folder("X", default=tmp_path / "other") == tmp_path
    assert not (tmp_path / "other").exists()


def test_folder_refuses(write, tmp_path):
    (tmp_path / "file").touch()
    for value, fault in {
        "media": "is 'media', which is not an absolute path. Begin with /.",
        f"{tmp_path}/a/b": f"is '{tmp_path}/a/b', which is no folder. Make the folder first.",
        f"{tmp_path}/file": f"is '{tmp_path}/file', which is no folder. Make the folder first.",
    }.items():
        write(value)
        with pytest.raises(ImproperlyConfigured) as refused:
            environment.folder("X", default=tmp_path)
        assert str(refused.value) == f"X {fault}"


def test_origin():
    assert (
        environment.origin("https://media.example.org:8443/a/") == "https://media.example.org:8443"
    )


def test_origins(write):
    write("https://cms.example.org, https://*.example.org")
    assert environment.origins("X") == ["https://cms.example.org", "https://*.example.org"]


@pytest.mark.parametrize("value", ["cms.example.org", "https://cms.example.org/admin/", "https://"])
def test_origins_refuses(write, value):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.origins("X")
    assert str(refused.value) == (
        f"X contains {value!r}, which is not an origin. "
        "Write scheme and host only, for example https://cms.example.org."
    )


def test_routes(write):
    assert environment.routes("X", default=ROUTES) == ROUTES
    write("article=/blog/{slug}/")
    assert environment.routes("X", default=ROUTES) == {**ROUTES, "article": "/blog/{slug}/"}
    write("article=/blog/{slug},condition=/{slug}/about/")
    assert environment.routes("X", default=ROUTES) == {
        "condition": "/{slug}/about/",
        "article": "/blog/{slug}",
    }


@pytest.mark.parametrize(
    "entry", ["article", "page=/pages/{slug}/", "article=/a/{slug}/,article=/b/{slug}/"]
)
def test_routes_refuses_kinds(write, entry):
    write(entry)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.routes("X", default=ROUTES)
    assert str(refused.value) == (
        f"X contains {entry.split(',')[-1]!r}, which names no kind of page, or one twice. "
        "Write condition=/path/{slug}/; kinds are condition, article."
    )


@pytest.mark.parametrize(
    "route",
    ["blog/{slug}/", "/blog/", "/{slug}/{slug}/", "/blog/{id}/", "//e.org/{slug}", "/b {slug}"],
)
def test_routes_refuses_routes(write, route):
    write(f"article={route}")
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.routes("X", default=ROUTES)
    assert str(refused.value) == (
        f"X has the route {route!r} for article, which is not a path with one {{slug}}. "
        "Write for example article=/articles/{slug}/."
    )


def test_routes_refuses_two_kinds_at_one_path(write):
    write("article=/conditions/{slug}/")
    with pytest.raises(ImproperlyConfigured, match=r"^X gives two kinds of page the same route\."):
        environment.routes("X", default=ROUTES)


def test_secret_key(write):
    write(KEY)
    assert environment.secret_key("X", kept_in=None) == KEY


def test_secret_key_may_begin_with_a_dollar(write):
    write("$" + KEY)
    assert environment.secret_key("X", kept_in=None) == "$" + KEY


@pytest.mark.parametrize(
    ("value", "fault"),
    [("", "is empty"), ("  ", "is empty"), (KEY[1:], "has only 31 characters")],
)
def test_secret_key_refuses(write, tmp_path, value, fault):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.secret_key("X", kept_in=tmp_path / "secret_key")
    assert str(refused.value) == f"X {fault}. {KEY_REMEDY}"


def test_secret_key_is_required():
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.secret_key("X", kept_in=None)
    assert str(refused.value) == f"X is missing. {KEY_REMEDY}"


def test_secret_key_is_made_once_and_kept_private(tmp_path):
    path = tmp_path / "secret_key"
    made = environment.secret_key("X", kept_in=path)
    assert environment.secret_key("X", kept_in=path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert environment.secret_key("X", kept_in=tmp_path / "another") != made

import pytest

from tests.articles.richtext_refusals import refused
from tests.articles.richtext_strategies import doc, mark, paragraph, text


def linked(href):
    return doc(paragraph("See ", text("here", mark("link", href=href))))


@pytest.mark.parametrize(
    ("href", "sentence"),
    [
        (
            "http://example.org/50%",
            "the link http://example.org/50% is not secure. Use the https:// address of that page.",
        ),
        (
            "JavaScript:alert(1)",
            "the link JavaScript:alert(1) would run a program."
            " Link to a page that begins with https://.",
        ),
        (
            "example.org",
            "the link example.org must begin with https://, mailto:, tel: or sms:."
            " For a page of this site use a page link.",
        ),
        (
            "https://user:secret@example.org/",
            "the link //user:secret@example.org/ holds a user name or a password. Remove it.",
        ),
        (
            "tel:1 800 555",
            "the link tel:1 800 555 holds a space or another character that an address cannot"
            " hold. Copy the address again.",
        ),
        (
            "tel:help",
            "the link tel:help needs a number without spaces, such as tel:+1-800-555-0100.",
        ),
        ("sms:", "the link sms: needs a number without spaces, such as sms:988."),
        (
            "mailto:help",
            "the link mailto:help needs one mail address, such as mailto:help@example.org.",
        ),
        ("https://", "the link https:// names no site. Copy the address again."),
        ("https://[::1", "the link https://[::1 cannot be read. Copy it again."),
        (
            "https://example.org/" + "a" * 2000,
            "the address of a link has at most 2000 characters. Use a shorter one.",
        ),
        (7, "an attribute that must be text is not. Remove it."),
    ],
)
def test_bad_link(href, sentence):
    assert refused(linked(href)) == ("rich_text_bad_link", f"Block 1: {sentence}")


@pytest.mark.parametrize(
    "href",
    [
        "",
        "/conditions/ptsd/",
        "#part",
        "//example.org/",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "https:example.org",
        "https:///path",
        "https://@example.org/",
        "https://a@example.org/",
        "https://example.org:99999/",
        "https://example.org\\@evil.example/",
        "https://exa mple.org/",
        "https://example.org/<script>",
        'https://example.org/"onclick=',
        "https://-example.org/",
        "https://example..org/",
        "https://%65xample.org/",
        "https://127.0.0.1%00/",
        "java\nscript:alert(1)",
        "\u2028javascript:alert(1)",
        "mailto:a@example.org,b@example.org",
        "mailto:@example.org",
        "tel:",
        "tel:+",
        "sms:?body=x",
    ],
)
def test_other_bad_links(href):
    assert refused(linked(href))[0] == "rich_text_bad_link"

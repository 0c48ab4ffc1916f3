import pytest

PATH = "/api/v1/symptoms/shame/"

REFUSED = [
    ("local=es", "unknown_parameter", "local"),
    ("limit=1", "unknown_parameter", "limit"),
    ("as_of=2020-01-01T00:00:00", "bad_parameter", "as_of"),
    ("as_of=2020-01-01T00:00:00+00:00", "bad_parameter", "as_of"),
    ("as_of=2020-13-01T00:00:00Z", "bad_parameter", "as_of"),
    ("as_of=0001-01-01T00:00:00%2B23:00", "bad_parameter", "as_of"),
    ("as_of=9999-12-31T23:59:59Z", "bad_parameter", "as_of"),
    ("as_of=now", "bad_parameter", "as_of"),
    ("as_of=", "bad_parameter", "as_of"),
    ("as_of=%00", "bad_parameter", "as_of"),
    ("as_of=" + "2" * 20_000, "bad_parameter", "as_of"),
    ("format=xml", "bad_parameter", "format"),
    ("format=", "bad_parameter", "format"),
    ("rich=pdf", "bad_parameter", "rich"),
    ("fields=pk", "bad_parameter", "fields"),
    ("fields=", "bad_parameter", "fields"),
    ("LOCALE=en", "unknown_parameter", "LOCALE"),
    ("locale%00=en", "unknown_parameter", "locale\x00"),
    ("locale[]=en", "unknown_parameter", "locale[]"),
    ("=en", "unknown_parameter", ""),
    ("%ff=en", "unknown_parameter", "\ufffd"),
    ("a/b~c=en", "unknown_parameter", "a~1b~0c"),
    ("locale=en&locale=es", "repeated_parameter", "locale"),
    ("locale=en&locale=en", "repeated_parameter", "locale"),
    ("locale=", "bad_parameter", "locale"),
    ("locale", "bad_parameter", "locale"),
    ("locale=english", "bad_parameter", "locale"),
    ("locale=en_US", "bad_parameter", "locale"),
    ("locale=x-clinic", "bad_parameter", "locale"),
    ("locale=en%00", "bad_parameter", "locale"),
    ("locale=%ff%fe", "bad_parameter", "locale"),
    ("locale=en'--", "bad_parameter", "locale"),
    ("locale=" + "e" * 50_000, "bad_parameter", "locale"),
    # No more of it is repeated than tells which one it is.
    ("x" * 50_000 + "=1", "unknown_parameter", "x" * 100),
]


@pytest.mark.parametrize(("query", "code", "name"), REFUSED, ids=range(len(REFUSED)))
def test_parameters_that_are_refused(client, publication, query, code, name):
    response = client.get(f"{PATH}?{query}")
    document = response.json()
    assert (response.status_code, document["status"], document["code"]) == (400, 400, code)
    assert document["request_id"] == response["X-Request-ID"]
    assert document["errors"] == [
        {"pointer": f"/query/{name}", "code": code, "detail": document["detail"]}
    ]


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        (
            "local=es",
            "The parameters here are locale, fields, rich, as_of, format. Did you mean locale?",
        ),
        ("q=shame", "The parameters here are locale, fields, rich, as_of, format."),
        ("locale=en&locale=es", "Give locale once."),
        ("locale=en_US", "locale: give a language tag (BCP 47), such as en or es-MX."),
        ("as_of=9999-12-31T23:59:59Z", "as_of: give an instant that has passed."),
        (
            "as_of=yesterday",
            "as_of: give a day such as 2026-11-01, or an instant such as 2026-11-01T12:00:00Z.",
        ),
        ("fields=titel", "fields: there is no field 'titel'; did you mean title."),
    ],
)
def test_a_refusal_helps(client, publication, query, detail):
    assert client.get(f"{PATH}?{query}").json()["detail"] == detail


def test_very_many_parameters(client, publication):
    response = client.get(f"{PATH}?{'&'.join(f'p{number}=1' for number in range(6000))}")
    assert (response.status_code, response.json()["code"]) == (400, "bad_request")

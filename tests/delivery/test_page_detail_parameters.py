import pytest

PATH = "/api/v1/symptoms/shame/"

REFUSED = [
    ("local=es", "unknown_parameter", "local"),
    ("limit=1", "unknown_parameter", "limit"),
    ("as_of=2020-01-01", "unknown_parameter", "as_of"),
    ("format=json", "unknown_parameter", "format"),
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
    ("locale=fr", "bad_parameter", "locale"),
    ("locale=EN", "bad_parameter", "locale"),
    ("locale=en%00", "bad_parameter", "locale"),
    ("locale=%ff%fe", "bad_parameter", "locale"),
    ("locale=en'--", "bad_parameter", "locale"),
    ("locale=" + "e" * 50_000, "bad_parameter", "locale"),
    ("x" * 50_000 + "=1", "unknown_parameter", "x" * 50_000),
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
        ("local=es", "The parameters here are locale. Did you mean locale?"),
        ("q=shame", "The parameters here are locale."),
        ("locale=en&locale=es", "Give locale once."),
        ("locale=fr", "locale: the locales are en, es."),
    ],
)
def test_a_refusal_helps(client, publication, query, detail):
    assert client.get(f"{PATH}?{query}").json()["detail"] == detail


def test_very_many_parameters(client, publication):
    response = client.get(f"{PATH}?{'&'.join(f'p{number}=1' for number in range(6000))}")
    assert (response.status_code, response.json()["code"]) == (400, "bad_request")

import pytest

PATH = "/api/v1/symptoms/"

LIMITS = [
    "",
    "0",
    "-1",
    "101",
    "1e9",
    "1000000000",
    "1.0",
    "+1",
    " 1",
    "1 ",
    "0x1",
    "ten",
    "²",
    "\u0661",
    "1_0",
    "\x00",
    "1\x00",
    "000000001000",
    "00000000100000000000000000000",
    "9" * 5_000,
    "0" * 5_000,
    "0000000019" + "9" * 5_000,
]


@pytest.mark.parametrize("limit", LIMITS, ids=range(len(LIMITS)))
def test_limits_that_are_refused(client, db, limit):
    response = client.get(PATH, {"limit": limit})
    document = response.json()
    detail = "limit: give a whole number from 1 to 100."
    assert (response.status_code, document["code"], document["detail"]) == (
        400,
        "bad_parameter",
        detail,
    )
    assert document["errors"] == [
        {"pointer": "/query/limit", "code": "bad_parameter", "detail": detail}
    ]


@pytest.mark.parametrize(
    ("query", "code", "name", "detail"),
    [
        (
            "page=2",
            "unknown_parameter",
            "page",
            "The parameters here are locale, limit, cursor.",
        ),
        (
            "limti=2",
            "unknown_parameter",
            "limti",
            "The parameters here are locale, limit, cursor. Did you mean limit?",
        ),
        ("limit=2&limit=2", "repeated_parameter", "limit", "Give limit once."),
        ("locale=fr", "bad_parameter", "locale", "locale: the locales are en, es."),
        ("locale=%ff", "bad_parameter", "locale", "locale: the locales are en, es."),
        (
            "%00",
            "unknown_parameter",
            "\x00",
            "The parameters here are locale, limit, cursor.",
        ),
    ],
)
def test_parameters_that_are_refused(client, db, query, code, name, detail):
    response = client.get(f"{PATH}?{query}")
    assert response.status_code == 400
    assert response.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "code": code,
        "detail": detail,
        "request_id": response["X-Request-ID"],
        "errors": [{"pointer": f"/query/{name}", "code": code, "detail": detail}],
    }

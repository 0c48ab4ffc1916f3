import pytest

PATH = "/api/v1/symptoms/"
NAMES = (
    "reference, author, reviewer, tag, aspect, code, published_after, reviewed_after, review_status, "
    "condition, locale, ordering, limit, cursor, count, fields, rich, as_of, format"
)
TAG = "locale: give a language tag (BCP 47), such as en or es-MX."

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
            f"The parameters here are {NAMES}.",
        ),
        (
            "limti=2",
            "unknown_parameter",
            "limti",
            f"The parameters here are {NAMES}. Did you mean limit?",
        ),
        ("limit=2&limit=2", "repeated_parameter", "limit", "Give limit once."),
        ("locale=english", "bad_parameter", "locale", TAG),
        ("locale=%ff", "bad_parameter", "locale", TAG),
        (
            "%00",
            "unknown_parameter",
            "\x00",
            f"The parameters here are {NAMES}.",
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

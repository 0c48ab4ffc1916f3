import pytest

from tests.references.pubmed.files import SMALLEST, bibliography


@pytest.mark.parametrize(
    ("medline", "columns"),
    [
        ("132-42", {"pages": "132-142"}),
        ("132-142", {"pages": "132-142"}),
        ("2557-76", {"pages": "2557-2576"}),
        ("S12-S19", {"pages": "S12-S19"}),
        ("S12-9", {"pages": "S12-S19"}),
        ("12-9.e3", {"pages": "12-19.e3"}),
        ("1595-603.e9", {"pages": "1595-1603.e9"}),
        ("5-6, 8", {"pages": "5-6, 8"}),
        ("1013-4; discussion 1015-6", {"pages": "1013-1014; discussion 1015-1016"}),
        ("i-iv", {"pages": "i-iv"}),
        ("3 p following 12", {"pages": "3 p following 12"}),
        ("87-5", {"pages": "87-5"}),
        ("e715-e723", {"pages": "e715-e723"}),
        ("764", {"pages": "764"}),
        ("S123", {"pages": "S123"}),
        ("e123", {"article_number": "e123"}),
        ("CD001689", {"article_number": "CD001689"}),
        ("113993", {"article_number": "113993"}),
    ],
)
def test_pages(medline, columns):
    found = bibliography(parts=f"<Pagination><MedlinePgn>{medline}</MedlinePgn></Pagination>")
    assert found == SMALLEST | columns


@pytest.mark.parametrize(
    ("parts", "columns"),
    [
        ("<Pagination><StartPage>7</StartPage></Pagination>", {"pages": "7"}),
        (
            "<Pagination><StartPage>7</StartPage><EndPage>9</EndPage></Pagination>",
            {"pages": "7-9"},
        ),
        ('<ELocationID EIdType="pii">e0253035</ELocationID>', {"article_number": "e0253035"}),
        ('<ELocationID EIdType="pii">S0887-6185(18)30010-3</ELocationID>', {}),
    ],
)
def test_pages_without_medline(parts, columns):
    assert bibliography(parts=parts) == SMALLEST | columns


def test_pages_without_end_take_no_time():
    endless = "a" * 1_000_000
    found = bibliography(parts=f"<Pagination><MedlinePgn>{endless}</MedlinePgn></Pagination>")
    assert found["pages"] == endless

"""What the report of a page says, as plain values."""

from review.readiness import readiness
from tests.builders import NOW, make_page


def report_of(page, *codes, at=NOW, **options):
    """Code and place of each finding, or of those with the given codes."""
    return [
        (finding.code.value, finding.place)
        for finding in readiness(page, at, **options)
        if not codes or finding.code in codes
    ]


def places(cast, code, **fields):
    """The places at which a page with these fields has a finding."""
    return [place for _, place in report_of(make_page(by=cast.editor, **fields), code)]

"""Pictures, and what they say to readers who cannot see them."""

from collections.abc import Iterator

from articles.models import Image
from articles.richtext import figures
from review.findings import Code, Finding
from review.readiness.examined import Examined
from review.readiness.texts import documents_of


def alt_text_missing(examined: Examined) -> Iterator[Finding]:
    """A picture may have become more than decoration since the words were written."""
    silent = [
        (place, figure["image"])
        for place, document in documents_of(examined.clinical)
        for figure in figures(document)
        if not figure["alt"]
    ]
    if not silent:
        return
    shown = Image.objects.filter(uuid__in={image for _, image in silent}, decorative=False)
    speaking = {str(uuid) for uuid in shown.values_list("uuid", flat=True)}
    for place, image in silent:
        if image in speaking:
            yield Finding(
                code=Code.ALT_TEXT_MISSING,
                place=place,
                text="A picture in this text has no alt text: readers who cannot see it miss what "
                "it says.",
                do="Select it in the text, choose the Picture button and say what it shows.",
            )


RULES = (alt_text_missing,)

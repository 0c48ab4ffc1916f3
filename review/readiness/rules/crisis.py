"""Whether a reader in danger finds somewhere to turn."""

from collections.abc import Iterator

from articles.crisis import countries_without_help, needs_crisis_resources
from articles.models import CrisisResourceVersion, Site
from articles.richtext import crisis_line_resources
from review.findings import Code, Finding
from review.readiness.examined import Examined
from review.readiness.texts import documents_of


def crisis_help(examined: Examined) -> Iterator[Finding]:
    served = list(CrisisResourceVersion.objects.served())
    known = {str(version.resource.uuid) for version in served}
    for place, document in documents_of(examined.clinical):
        if set(crisis_line_resources(document)) - known:
            yield Finding(
                code=Code.CRISIS_LINE_UNSERVED,
                place=place,
                text="The text names a crisis resource that is not verified or was retired.",
                do="Choose another one in the text, or have it verified.",
            )
    if not needs_crisis_resources(examined.snapshot):
        return
    countries = Site.objects.current().countries
    missing = countries_without_help(countries, served)
    if missing or not countries:
        where = f" for {', '.join(sorted(missing))}" if missing else ""
        yield Finding(
            code=Code.CRISIS_RESOURCES_MISSING,
            place="content_flags",
            text="The page speaks of suicide or self-harm, and there is no verified crisis "
            f"resource{where}.",
            do="Enter one for each country of the site, and have another person verify it.",
        )


RULES = (crisis_help,)

"""In which languages to look for a page that a reader wants in one."""

from django.conf import settings

from articles.language_tags import parse, ranked

__all__ = ["chain", "parse"]


def chain(tag: str) -> list[str]:
    """Return the content locales to look in, the best first and the default locale last.

    The tag with fewer and fewer subtags, then the fallbacks that the settings name for it and for
    its shortened forms. A language without content gives the default locale alone. Raises
    ``ValueError`` for what is no language tag.
    """
    return [locale for locale in ranked(parse(tag)) if locale in settings.CONTENT_LOCALES]

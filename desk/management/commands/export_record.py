import re
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.models import Kind, Page
from delivery.models import Publication
from desk.record import FolderTaken, export_record

NAME = re.compile(rf"({'|'.join(Kind.values)})s?/([-\w]+)/?", re.ASCII)


class Command(BaseCommand):
    help = (
        "Write all that is on record of a page as files: every public version as it was seen, sign-offs, "
        "credentials relied upon, standing of the sources, and the audit chain."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("page", metavar="PAGE", help="Its id, or kind/slug: symptom/shame.")
        parser.add_argument(
            "--to", type=Path, required=True, metavar="FOLDER", help="A new or empty folder."
        )
        parser.add_argument(
            "--locale",
            default=settings.DEFAULT_CONTENT_LOCALE,
            help="Of a page that is named by slug.",
        )

    def handle(self, *args: Any, page: str, to: Path, locale: str, **options: Any) -> None:
        found = _page(page, locale)
        if found is None:
            raise CommandError(f"There is no page {page} in {locale}: give its id, or kind/slug.")
        try:
            versions = export_record(page=found, path=to, now=timezone.now())
        except FolderTaken:
            raise CommandError(f"{to} is not empty: name a new folder.") from None
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote the record of “{found}” to {to}: {_counted(versions)}.")


def _counted(versions: int) -> str:
    return f"{versions} public version{'' if versions == 1 else 's'}"


def _page(name: str, locale: str) -> Page | None:
    """Return the page of that id, or that has the slug or had it in public."""
    try:
        return Page.objects.filter(uuid=UUID(name)).first()
    except ValueError:
        named = NAME.fullmatch(name)
    if named is None:
        return None
    kind, slug = named.groups()
    page = Page.objects.filter(kind=kind, slug=slug, locale=locale).first()
    if page:
        return page
    past = Publication.objects.standing_at(kind=kind, slug=slug).in_locale(locale)
    row = past.select_related("page").first()
    return row.page if row else None

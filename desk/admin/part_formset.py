"""The posted rows of one kind of part, kept whole whatever happened to the stored ones."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict

from articles.models import Page


class PartFormSet(BaseInlineFormSet[Any, Page, forms.ModelForm[Any]]):
    """Django shows as many posted rows as there are stored ones, in the order of those.

    When somebody took out or moved a part after the form was opened, words would be lost or stand
    under another's title. So a row whose part is gone is shown as a new one, and the stored parts
    are taken in the order in which they were posted.
    """

    model: type[Model]

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        # From the prefix that a row was posted with to the one that it has now.
        self.renamed: dict[str, str] = {}
        saved_since = self.is_bound and self.data.get("lock_version") != str(
            self.instance.lock_version
        )
        if saved_since and self.management_form.is_valid():
            self._keep_what_was_posted()

    def validate_unique(self) -> None:
        """Leave it to ``save_page``, which knows more: a PMID and a DOI may be the same work."""

    def get_queryset(self) -> QuerySet[Any]:
        rows = super().get_queryset()
        if self.is_bound and not hasattr(self, "_posted_rows"):
            places = {pk: place for place, pk in enumerate(self._posted_keys())}
            known = [row for row in rows if str(row.pk) in places]
            # Django indexes and counts it, and asks nothing more of it.
            self._posted_rows: Any = sorted(known, key=lambda row: places[str(row.pk)])
        return self._posted_rows if self.is_bound else rows

    def _posted_keys(self) -> list[str]:
        name = self.model._meta.pk.name
        initial = self.management_form.cleaned_data["INITIAL_FORMS"] or 0
        return [self.data.get(f"{self.prefix}-{place}-{name}", "") for place in range(initial)]

    def _keep_what_was_posted(self) -> None:
        keys = self._posted_keys()
        there = {str(row.pk) for row in super().get_queryset()}
        lost = [place for place, key in enumerate(keys) if key not in there]
        if not lost:
            return
        total = self.management_form.cleaned_data["TOTAL_FORMS"] or 0
        kept = [place for place in range(len(keys)) if place not in lost]
        order = [*kept, *lost, *range(len(keys), total)]
        self.data = self._in_order(order, lost=lost)
        del self.management_form

    def _in_order(self, order: Sequence[int], *, lost: Sequence[int]) -> QueryDict:
        """Return the posted data with the rows in another order, those that are lost without key."""
        data = QueryDict(mutable=True)
        places = {str(before): str(now) for now, before in enumerate(order)}
        self.renamed = {
            f"{self.prefix}-{before}": f"{self.prefix}-{now}" for before, now in places.items()
        }
        for name, values in cast(QueryDict, self.data).lists():
            place, _, field = name.removeprefix(f"{self.prefix}-").partition("-")
            if name.startswith(f"{self.prefix}-") and place in places:
                if field == self.model._meta.pk.name and int(place) in lost:
                    continue
                name = f"{self.prefix}-{places[place]}-{field}"
            data.setlist(name, values)
        data[f"{self.prefix}-INITIAL_FORMS"] = str(len(self._posted_keys()) - len(lost))
        return data

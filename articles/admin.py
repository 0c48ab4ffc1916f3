"""The admin of people and topics. Pages, with their moves, are the desk's."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from articles.form_fields import CommaListField
from articles.models import Person, Topic


class PersonForm(forms.ModelForm[Person]):
    degrees = CommaListField(required=False, help_text="With commas between them: MD, PhD.")
    languages = CommaListField(required=False, help_text="Language tags: en, es.")

    class Meta:
        model = Person
        fields = [
            "name",
            "suffixes",
            "slug",
            "user",
            "profession",
            "degrees",
            "biography",
            "orcid",
            "languages",
            "interests",
            "interests_declared_on",
        ]


class KeptAdmin(admin.ModelAdmin[Any]):
    """Rows that signed words may name are never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Person)
class PersonAdmin(KeptAdmin):
    form = PersonForm
    list_display = ["printed_name", "profession", "user"]
    list_filter = ["profession"]
    list_select_related = ["user"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["user"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(KeptAdmin):
    fields = ["kind", "working_name"]
    list_display = ["working_name", "kind"]
    list_filter = ["kind"]
    search_fields = ["working_name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> list[str]:
        # Addresses and pages hang on the kind.
        return ["kind"] if obj else []

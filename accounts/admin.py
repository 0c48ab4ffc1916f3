from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.http import HttpRequest

from accounts.models import User

# What would let somebody with the right to edit accounts give themselves every other right.
SUPERUSER_FIELDS = ("is_superuser", "user_permissions")


def time_zone_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[(zone, zone) for zone in sorted(available_timezones())], initial="UTC"
    )


class UserCreationForm(auth_forms.AdminUserCreationForm[User]):
    time_zone = time_zone_field()

    class Meta:
        model = User
        fields = ("email", "name", "time_zone")


class UserChangeForm(auth_forms.UserChangeForm[User]):
    time_zone = time_zone_field()

    class Meta:
        model = User
        fields = (
            "email",
            "name",
            "time_zone",
            "password",
            "is_active",
            "is_staff",
            "is_superuser",
            "groups",
            "user_permissions",
        )


@admin.register(User)
class UserAdmin(auth_admin.UserAdmin[User]):
    form = UserChangeForm
    add_form = UserCreationForm
    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")
    search_fields = ("email", "name")
    ordering = ("email",)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "password", "name", "time_zone")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Single permissions", {"classes": ("collapse",), "fields": ("user_permissions",)}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "email",
                    "name",
                    "time_zone",
                    "usable_password",
                    "password1",
                    "password2",
                ),
            },
        ),
    )

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Only a superuser edits a superuser: setting a password is as good as being that person."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody: signatures and edits name their user for ever. Accounts are deactivated."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, *SUPERUSER_FIELDS)

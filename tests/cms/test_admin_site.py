import pytest
from django.contrib import admin


def test_log_in_page(client, db):
    response = client.get("/admin/login/")
    assert b"Vouch" in response.content
    assert set(response["Content-Security-Policy"].split("; ")) == {
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: https://media.example.org",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    }
    assert response["X-Frame-Options"] == "DENY"
    assert response["Permissions-Policy"] == (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    )


@pytest.mark.parametrize("suffix", ["", "add/"])
def test_no_page_of_the_admin_allows_foreign_or_inline_scripts(client, superuser, suffix):
    client.force_login(superuser)
    paths = ["/admin/", "/admin/password_change/"] + [
        f"/admin/{model._meta.app_label}/{model._meta.model_name}/{suffix}"
        for model in admin.site._registry
    ]
    for path in paths:
        policy = client.get(path)["Content-Security-Policy"]
        (scripts,) = [part for part in policy.split("; ") if part.startswith("script-src")]
        sources = [source for source in scripts.split() if not source.startswith("'nonce-")]
        assert (path, sources) == (path, ["script-src", "'self'"])

import pytest
from django.core.checks import Tags, Warning, registry
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/livez", "/livez/"])
def test_livez(client, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(path)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/readyz", "/readyz/"])
def test_readyz(client, path):
    response = client.get(path)
    assert response.json() == {
        "status": "ok",
        "checks": {"database": "ok", "migrations": "ok", "history": "ok"},
    }
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_database_down(client):
    def refuse(*_args):
        raise OperationalError("password authentication failed for user vouch at db.internal")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")
    assert response.status_code == 503
    checks = response.json()["checks"]
    assert (checks["database"], checks["migrations"]) == ("failed", "failed")
    assert b"vouch at" not in response.content


def test_migration_missing(client):
    MigrationRecorder(connection).record_unapplied("accounts", "0001_initial")
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        503,
        {
            "status": "failed",
            "checks": {"database": "ok", "migrations": "failed", "history": "ok"},
        },
    )


@pytest.mark.parametrize(
    ("identifier", "status"),
    [
        ("articles.W001", 503),
        ("review.W001", 503),
        ("review.E002", 503),
        ("delivery.W001", 503),
        ("models.W001", 200),
        ("cms.W003", 200),
    ],
)
def test_history_not_protected(client, monkeypatch, identifier, status):
    def check(**_kwargs):
        return [Warning("A trigger is missing.", id=identifier)]

    check.tags = [Tags.database]
    checks = registry.registry.registered_checks
    monkeypatch.setattr(registry.registry, "registered_checks", checks | {check})
    response = client.get("/readyz")
    assert response.status_code == status
    assert response.json()["checks"]["history"] == ("ok" if status == 200 else "failed")
    assert b"trigger" not in response.content


def test_only_reading(client):
    assert client.head("/readyz").status_code == 200
    assert client.post("/readyz").status_code == 405


def test_health_is_answered_without_tls(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/livez").status_code == 200
    assert client.get("/admin/login/").status_code == 301

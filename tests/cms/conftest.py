import pytest

from accounts.models import User


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser(
        "root@example.org", "correct horse battery", name="Rosa Root"
    )

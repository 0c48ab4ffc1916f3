import pytest

from accounts.models import User

PASSWORD = "correct horse battery"


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("root@example.org", PASSWORD, name="Rosa Root")


@pytest.fixture
def editor(db):
    return User.objects.create_user("ed@example.org", PASSWORD, name="Ed Itor", is_staff=True)

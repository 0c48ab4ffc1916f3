"""The cast: people with stated rights."""

from dataclasses import dataclass

import pytest

from accounts.models import User
from tests.builders import make_reviewer, make_user


@dataclass(frozen=True)
class Cast:
    """An editor, a physician who may sign, a publisher and an administrator."""

    editor: User
    reviewer: User
    publisher: User
    administrator: User


@pytest.fixture
def cast(db):
    return make_cast()


def make_cast():
    administrator = make_user("Administrator", name="Ada Administrator")
    return Cast(
        editor=make_user("Editor", name="Ed Editor"),
        reviewer=make_reviewer(administrator, name="Ray Reviewer"),
        publisher=make_user("Publisher", name="Pat Publisher"),
        administrator=administrator,
    )

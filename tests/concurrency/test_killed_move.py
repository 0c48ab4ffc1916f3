"""A process that is killed before its COMMIT leaves nothing, and stands in nobody's way."""

import pytest

from tests.concurrency.processes import KILLED, Process


@pytest.mark.parametrize(
    ("name", "preparation"),
    [
        ("publish", ["edit", "submit", "sign"]),
        ("present", ["rename"]),
        ("withdraw", []),
        ("revoke", []),
        # The words are public under another sign-off, so the new one brings a new publication.
        ("sign", ["submit"]),
    ],
)
def test_killed_before_commit(database, name, preparation):
    with Process(database) as other, Process(database) as victim:
        for earlier in preparation:
            assert other.ask("move", name=earlier)[:2] == [earlier, ""]
        before = other.ask("state")

        assert victim.ask("hang", name=name) == ["uncommitted", len(before["changes"]) + 1]
        # Who reads meanwhile does not wait, and sees nothing of it.
        assert other.ask("state") == before
        victim.kill()
        assert victim.end() == (KILLED, "")
        assert other.ask("state") == before

        assert other.ask("move", name=name)[:2] == [name, ""]
        after = other.ask("state")
        assert other.rest() == []
        assert other.end() == (0, "")
    assert after["faults"] == []
    assert len(after["changes"]) == len(before["changes"]) + 1

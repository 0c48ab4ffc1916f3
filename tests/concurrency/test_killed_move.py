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

        said, changes = victim.ask("hang", name=name)
        assert (said, changes > len(before["changes"])) == ("uncommitted", True)
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
    assert after["untrue"] == ""
    # That of the page first; what shows something of it is made anew with it.
    new = [kind for _, _, kind, _ in after["changes"][len(before["changes"]) :]]
    assert new[0] != "refreshed"

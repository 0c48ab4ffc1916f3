"""Who may do what: the four groups, spelled by hand."""

import pytest
from django.contrib.auth.models import Group

from tests.builders import make_user

READ = {
    "accounts.view_user",
    "articles.view_crisisresource",
    "articles.view_crisisresourceversion",
    "articles.view_notice",
    "articles.view_noticeversion",
    "articles.view_image",
    "articles.view_page",
    "articles.view_person",
    "articles.view_site",
    "articles.view_tag",
    "articles.view_topic",
    "articles.view_treatment",
    "articles.view_treatmentversion",
    "delivery.view_alias",
    "delivery.view_change",
    "delivery.view_publication",
    "references.view_reference",
    "review.view_comment",
    "review.view_credential",
    "review.view_interestdeclaration",
    "review.view_secondreview",
    "review.view_translationattestation",
    "review.view_dismissal",
    "review.view_recall",
    "review.view_revision",
    "review.view_revocation",
    "review.view_signoff",
    "review.view_submission",
}
RIGHTS = {
    "Editor": {
        "articles.add_crisisresource",
        "articles.add_crisisresourceversion",
        "articles.add_notice",
        "articles.add_noticeversion",
        "articles.add_page",
        "articles.add_tag",
        "articles.add_topic",
        "articles.add_treatment",
        "articles.add_treatmentversion",
        "articles.change_notice",
        "articles.change_page",
        "articles.change_tag",
        "articles.change_topic",
        "articles.change_treatment",
        "articles.add_image",
        "articles.change_image",
        "articles.delete_image",
        "references.add_reference",
        "references.change_reference",
        "references.delete_reference",
        "review.add_comment",
        "review.assign_submission",
        "review.submit_page",
    },
    "Reviewer": {"review.add_comment", "review.review_page"},
    "Publisher": {
        "articles.add_image",
        "articles.add_tag",
        "articles.change_image",
        "articles.change_page",
        "articles.change_tag",
        "delivery.add_alias",
        "delivery.publish_page",
        "delivery.withdraw_page",
        "review.add_comment",
        "review.assign_submission",
        "review.recall_page",
    },
    "Administrator": {
        "accounts.add_user",
        "accounts.change_user",
        "articles.add_crisisresource",
        "articles.add_crisisresourceversion",
        "articles.add_person",
        "articles.add_site",
        "articles.change_crisisresource",
        "articles.change_person",
        "articles.change_site",
        "articles.verify_crisisresource",
        "delivery.retire_crisis_resource",
        "delivery.withdraw_page",
        "desk.view_librarycheck",
        "desk.view_message",
        "review.add_credential",
        "review.assign_submission",
        "review.change_credential",
        "review.recall_page",
        "review.revoke_any_sign_off",
        "review.verify_credential",
        "review.view_auditentry",
    },
}
MOVES = {
    "edit": "articles.change_page",
    "submit": "review.submit_page",
    "sign": "review.review_page",
    "publish": "delivery.publish_page",
    "withdraw": "delivery.withdraw_page",
    "revoke": "review.revoke_any_sign_off",
    "verify a credential": "review.verify_credential",
    "verify a crisis resource": "articles.verify_crisisresource",
    "retire a crisis resource": "delivery.retire_crisis_resource",
}


def test_these_are_the_groups(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(RIGHTS)


@pytest.mark.parametrize("name", RIGHTS)
def test_exactly_these_rights(db, name):
    assert make_user(name).get_all_permissions() == READ | RIGHTS[name]


@pytest.mark.parametrize(
    ("name", "moves"),
    [
        ("Editor", ["edit", "submit"]),
        ("Reviewer", ["sign"]),
        ("Publisher", ["edit", "publish", "withdraw"]),
        (
            "Administrator",
            [
                "withdraw",
                "revoke",
                "verify a credential",
                "verify a crisis resource",
                "retire a crisis resource",
            ],
        ),
    ],
)
def test_the_moves_of_each(db, name, moves):
    user = make_user(name)
    assert [move for move, right in MOVES.items() if user.has_perm(right)] == moves


@pytest.mark.parametrize("name", RIGHTS)
def test_nobody_changes_or_deletes_history(db, name):
    history = (
        "revision",
        "assignment",
        "signoff",
        "revocation",
        "auditentry",
        "citedwork",
        "shownimage",
        "pageedit",
    )
    delivered = ("publication", "change")
    rights = make_user(name).get_all_permissions()
    for model in (*history, *delivered):
        for verb in ("add", "change", "delete"):
            assert not [right for right in rights if right.endswith(f".{verb}_{model}")]


def test_without_a_group_nothing_is_allowed(db):
    assert make_user().get_all_permissions() == set()

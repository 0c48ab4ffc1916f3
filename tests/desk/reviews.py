"""Submissions and sign-offs in the admin: where they are, and what a physician states."""

WHOLE = (
    "I have read this whole page and its list of sources as shown to me, and I approve "
    "these exact words for publication as clinically sound."
)


def address(submission, move="change"):
    return f"/admin/review/submission/{submission.pk}/{move}/"


def revoke_address(sign_off):
    return f"/admin/review/signoff/{sign_off.pk}/revoke/"

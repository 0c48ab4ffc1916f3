"""Where credentials are in the admin."""

LIST = "/admin/review/credential/"


def address(credential, move="change"):
    return f"{LIST}{credential.pk}/{move}/"

"""Crisis resources in the admin: where they are, and what a version may say."""

LIST = "/admin/articles/crisisresource/"

SAYS = {
    "name": "988 Lifeline",
    "label": "Call or text 988",
    "phone": "988",
    "sms": "988",
    "sms_body": "",
    "chat_url": "https://chat.example.org/",
    "hours": "24/7",
    "audience": "",
    "languages": "en, es",
}


def address(resource, move="change"):
    return f"{LIST}{resource.pk}/{move}/"

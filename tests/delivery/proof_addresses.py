"""Where readers find the proof of what was signed."""

from urllib.parse import urlencode

# Where the address of a proof stands: of the page's own words, and of words signed elsewhere.
PROOFS = ["review.sign_off_url", "associations.items[].signed.sign_off_url"]


def proof_of(publication, **query):
    """The address of the API's document of the sign-off, with the language if it is not English."""
    if publication.locale != "en":
        query = {"locale": publication.locale, **query}
    document = f"https://api.example.org/api/v1/{publication.kind}s/{publication.slug}/"
    return f"{document}sign-off/" + (f"?{urlencode(query)}" if query else "")

"""Problem documents, spelt by hand."""


def problem(response, **members):
    """The problem document that the answer is, as it should be."""
    return {"type": "about:blank", "request_id": response["X-Request-ID"], "errors": [], **members}

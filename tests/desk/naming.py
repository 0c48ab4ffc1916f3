"""What a page of the admin leaves without a name, or calls by one of the code."""

import re

from tests.desk.elements import elements

# They say their own name, or are not shown.
WITHOUT_LABEL = {"hidden", "submit", "button", "image", "reset"}
NAMES = {"label", "legend", "caption", "th", "dt", "h1", "h2", "h3", "title", "button", "summary"}
IDENTIFIER = re.compile(r"[a-z]_[a-z]")


def faults(answer):
    """What is wrong with the names on the page, in words."""
    page = elements(answer)
    return [*_page_faults(page), *_field_faults(page), *_identifiers(page)]


def _page_faults(page):
    for tag in ("title", "h1"):
        words = [element.words for element in page if element.tag == tag]
        if len(words) != 1 or not words[0]:
            yield f"{tag}: {words}"


def _field_faults(page):
    labels = [element for element in page if element.tag == "label" and _says(element, page)]
    labelled = {label["for"] for label in labels}
    for field in page:
        if field.tag in ("input", "select", "textarea") and _is_visible(field):
            around = any(label in labels for label in field.within)
            if not (around or field["aria-label"].strip() or field["id"] in labelled):
                yield f"{field.tag} without label: {field['name']}"


def _says(label, page):
    """By words, or by a picture that says what it shows."""
    pictures = [image for image in page if image.tag == "img" and image.within[-1] is label]
    return label.words or any(image["alt"] for image in pictures)


def _is_visible(field):
    return field["type"] not in WITHOUT_LABEL and "hidden" not in field["class"].split()


def _identifiers(page):
    for element in page:
        if element.tag in NAMES and IDENTIFIER.search(element.words):
            yield f"{element.tag}: {element.words}"

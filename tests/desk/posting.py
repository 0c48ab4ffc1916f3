"""What a browser would send back for the forms of an admin page, were nothing changed."""

from tests.desk.elements import elements
from tests.desk.refusals import unchanged


def form_data(response):
    """Return the data of the page's form and of all its inline forms."""
    data = _fields(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        data |= _fields(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= _fields(form)
    return data


def save(client, path, **changes):
    """Open the page and post its form with the changes: it is saved."""
    data = form_data(client.get(path))
    answer = client.post(path, data | changes)
    assert answer.status_code == 302, form_errors(answer)
    return answer


def refuse(client, path, **changes):
    """Open the page and post its form with the changes: nothing is saved, and it is shown again."""
    data = form_data(client.get(path))
    with unchanged():
        answer = client.post(path, data | changes)
    assert answer.status_code == 200
    return answer


def hidden(answer):
    """The hidden inputs that the page of a move would send back, but for the token."""
    return {
        element["name"]: element["value"]
        for element in elements(answer, "input")
        if element["type"] == "hidden" and element["name"] != "csrfmiddlewaretoken"
    }


def form_errors(response):
    """Return the errors of the page's form and of its inline forms, by html name."""
    errors = _errors(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            errors |= _errors(form)
    return errors


def _fields(form):
    data = {}
    for name in form.fields:
        value = form[name].value()
        if value is not None:
            data[form[name].html_name] = value
    return data


def _errors(form):
    return {
        form.add_prefix(name): [error.code for error in errors.as_data()]
        for name, errors in form.errors.items()
    }

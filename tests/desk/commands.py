"""Commands as somebody runs them: what they print, what they complain of, and how they end."""

from io import StringIO

from django.core.management import CommandError, call_command


def run(*arguments):
    """Return the lines printed, the lines of complaint, and the failure."""
    out, err = StringIO(), StringIO()
    failure = ""
    try:
        call_command(*map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), failure

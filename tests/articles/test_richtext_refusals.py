import json
from pathlib import Path

from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.richtext import Code, normalise


def test_every_code_has_a_test():
    files = Path(__file__).parent.glob("test_richtext_refused_*.py")
    tests = "".join(file.read_text() for file in files)

    assert [code for code in Code if f'"{code}"' not in tests] == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["type", "content", "attrs", "marks", "text", "href", "key", "level"]),
            inner | st.sampled_from(["doc", "paragraph", "text", "bold", "citation", "heading"]),
        )
    ),
)


@given(JSON)
def test_whatever_comes_is_normalised_or_refused(document):
    try:
        result = normalise(document)
    except ValidationError as error:
        result = {"code": Code(error.code), "messages": error.messages}

    json.dumps(result, allow_nan=False)

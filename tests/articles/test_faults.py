import pytest
from django.core.exceptions import ValidationError

from articles.faults import Faults
from tests.articles.refusals import codes


def refuse(*codes_):
    raise ValidationError([ValidationError("No.", code=code) for code in codes_])


def raised(faults):
    with pytest.raises(ValidationError) as caught:
        faults.raise_if_any()
    return codes(caught)


def test_it_works():
    faults = Faults()
    faults.add("title", "Give a title.", code="blank")
    with faults.at("sections.0.body"):
        refuse("unknown_node")
    with faults.at("summary"):
        pass
    assert faults.attempt("slug", lambda: "shame", otherwise="") == "shame"
    assert faults.attempt("key", lambda: refuse("bad_key"), otherwise="x") == "x"
    assert raised(faults) == {
        "title": ["blank"],
        "sections.0.body": ["unknown_node"],
        "key": ["bad_key"],
    }


def test_nothing_to_raise():
    faults = Faults()
    assert faults.raise_if_any() is None
    assert not faults.stand_at("title")


def test_several_faults_at_one_place():
    faults = Faults()
    faults.add("title", "Give a title.", code="blank")
    with faults.at("title"):
        refuse("bad_character", "max_length")
    assert faults.stand_at("title")
    assert raised(faults) == {"title": ["blank", "bad_character", "max_length"]}


def test_named_fields_stand_below_the_place():
    faults = Faults()
    with faults.at("sections.1"):
        raise ValidationError({"heading": [ValidationError("No.", code="max_length")]})
    with faults.at(""):
        raise ValidationError({"title": [ValidationError("No.", code="blank")]})
    assert raised(faults) == {"sections.1.heading": ["max_length"], "title": ["blank"]}


def test_faults_of_no_field():
    faults = Faults()
    with faults.at("faqs.0"):
        raise ValidationError({"__all__": [ValidationError("No.", code="own")]})
    with faults.at(""):
        refuse("whole")
    assert raised(faults) == {"faqs.0": ["own"], "__all__": ["whole"]}


def test_the_message_is_filled_in():
    faults = Faults()
    faults.add("body", "The text cites %(key)s.", code="citation_not_listed", key="pmid:1")
    with pytest.raises(ValidationError) as caught:
        faults.raise_if_any()
    assert caught.value.message_dict == {"body": ["The text cites pmid:1."]}


def test_other_errors_pass_through():
    with pytest.raises(KeyError), Faults().at("title"):
        raise KeyError("title")
    with pytest.raises(KeyError):
        Faults().attempt("title", lambda: {}["title"], otherwise="")

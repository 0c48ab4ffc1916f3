"""STYLE, rules 1 and 2: a view reads like a sentence, and starts from what may be read."""

import ast
from pathlib import Path

import pytest

from delivery import addressing
from delivery.views import base, documents, lists, others, pages

MODULES = [addressing, base, documents, lists, others, pages]
# Works and people are public as far as the given rows name them, which are live.
STARTS = {("Publication", "live"), ("Document", "named_by")}


def tree(module):
    return ast.parse(Path(module.__file__).read_text(encoding="utf-8"))


def calls(module):
    """The names of all methods and functions that a module calls."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", None) or getattr(node.func, "id", None)


def reads(module):
    """What is called first on each ``….objects``."""
    for node in ast.walk(tree(module)):
        match node:
            case ast.Attribute(value=ast.Attribute(value=model, attr="objects"), attr=called):
                yield ast.unparse(model), called


@pytest.mark.parametrize("module", MODULES)
def test_no_view_filters(module):
    assert ".filter(" not in Path(module.__file__).read_text(encoding="utf-8")
    forbidden = {"filter", "exclude", "all", "raw", "extra", "annotate", "order_by"}
    assert forbidden.isdisjoint(calls(module))


@pytest.mark.parametrize("module", MODULES)
def test_every_read_starts_from_what_may_be_read(module):
    assert set(reads(module)) <= STARTS


@pytest.mark.parametrize("module", MODULES)
def test_no_other_model_is_read(module):
    assert {model for model, _ in reads(module)} <= {model for model, _ in STARTS}
    assert not {"_default_manager", "_base_manager"} & {
        node.attr for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)
    }


@pytest.mark.parametrize("module", MODULES)
def test_no_view_catches_errors(module):
    assert not [node for node in ast.walk(tree(module)) if isinstance(node, ast.Try)]

"""What import-linter's contracts leave open: that they know every package, and that the relations
of models, which are written as strings and so are no imports, point the same way."""

import tomllib

from django.apps import apps
from django.conf import settings

# From the bottom up. Foundations that every app stands on come first.
ORDER = ["accounts", "references", "articles", "review", "delivery", "desk", "cms"]
FOUNDATIONS = {"auth", "contenttypes"}


def linter():
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["tool"]["importlinter"]


def test_every_package_is_on_the_map():
    packages = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")}
    assert packages == set(linter()["root_packages"])


def test_every_package_has_a_layer():
    (layers,) = [
        contract["layers"]
        for contract in linter()["contracts"]
        if contract["type"] == "layers" and "containers" not in contract
    ]
    assert layers == ["tests", *reversed(ORDER)]


def test_every_package_has_a_contract_of_its_own():
    covered = {
        container
        for contract in linter()["contracts"]
        for container in contract.get("containers", [])
        if contract.get("exhaustive") is True
    }
    # Packages within an app may have one of their own as well.
    assert covered >= set(ORDER)


def test_relations_of_models_point_the_way_imports_may():
    upward = []
    for model in apps.get_models(include_auto_created=True):
        app = model._meta.app_label
        if app not in ORDER:
            continue
        for field in model._meta.get_fields():
            if not (field.is_relation and field.concrete and field.related_model):
                continue
            target = field.related_model._meta.app_label
            if target in FOUNDATIONS:
                continue
            if target not in ORDER or ORDER.index(target) > ORDER.index(app):
                upward.append(f"{model._meta.label}.{field.name} -> {target}")
    assert upward == []

"""The examples in openapi.yaml are answers that the API gives; ``EXAMPLES=1`` writes them anew."""

import json
import logging
import os

import pytest
from django.test import Client, RequestFactory

from delivery.examples import FOLDER, examples
from delivery.problems import STATUS_OF, Problem, ProblemCode, problem_response
from tests.delivery.clock import ago
from tests.delivery.example_library import make_example_library
from tests.delivery.example_requests import (
    FILES,
    PROBLEMS,
    REQUESTS,
    SPECIAL,
    SUMMARIES,
    made_stable,
)
from tests.delivery.openapi import assert_valid, described_operations, description, read

# What no request to a sound installation provokes.
MADE = [ProblemCode.BAD_REQUEST, ProblemCode.FORBIDDEN, ProblemCode.INTERNAL_ERROR]
NAMES = [*REQUESTS, *FILES, *PROBLEMS, *SPECIAL, *(code.value for code in MADE)]


@pytest.fixture
def answers(cast):
    """Every example by name, as the API gives it now."""
    logging.disable(logging.CRITICAL)
    now = ago(hours=1).replace(microsecond=0)
    ids = make_example_library(cast, now=now)
    asked = {name: made_stable(_asked(name, ids), now=now) for name in NAMES}
    logging.disable(logging.NOTSET)
    return asked


def test_the_examples_are_what_the_api_answers(answers):
    if os.environ.get("EXAMPLES"):
        _write(answers)
    assert list(examples()) == sorted(answers)
    assert examples() == answers


@pytest.mark.parametrize("operation", described_operations(), ids=lambda each: each["operationId"])
def test_every_operation_has_an_example_of_each_answer(operation):
    name = operation["operationId"]
    assert name in REQUESTS, f"Name a request for {name} in tests/delivery/example_requests.py"
    for status, response in operation["responses"].items():
        for content in response.get("content", {}).values():
            component = content["schema"]["$ref"].rpartition("/")[2]
            assert content.get("examples"), f"{name}, {status}: no example fits {component}"
            for example in content["examples"]:
                assert examples()[example]["status"] == int(status)
                assert_valid(component, examples()[example]["answer"])


def test_a_parameter_has_the_value_of_the_request():
    (operation,) = [
        operation
        for operation in described_operations()
        if operation["operationId"] == "read_symptom"
    ]
    values = {each["name"]: each.get("example") for each in operation["parameters"]}
    assert values["slug"] == "shame"


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_code_has_an_example(code):
    shown = [example["answer"] for example in examples().values() if example["status"] >= 400]
    assert code in {answer["code"] for answer in shown}
    assert all(answer["status"] == STATUS_OF[answer["code"]] for answer in shown)


def test_every_example_stands_in_the_description():
    described = description()["components"]["examples"]
    assert {name: each["value"] for name, each in described.items()} == {
        name: each["answer"] for name, each in examples().items()
    }


def _asked(name, ids):
    if name in ProblemCode and ProblemCode(name) in MADE:
        request = RequestFactory().get("/api/v1/")
        request.request_id = "00000000-0000-4000-8000-000000000000"
        return _example(name, "", problem_response(request, Problem(ProblemCode(name))))
    if name in SPECIAL:
        method, address, headers = SPECIAL[name]
        response = Client().generic(method, address, headers=headers)
        return _example(name, f"{method} {address}", response)
    _, address = {**REQUESTS, **FILES, **PROBLEMS}[name]
    address = address.format(**ids)
    return _example(name, address, Client().get(address))


def _example(name, request, response):
    summary = SUMMARIES.get(name) or {**REQUESTS, **FILES, **PROBLEMS}[name][0]
    return {
        "request": request,
        "status": response.status_code,
        "summary": summary,
        "answer": read(response),
    }


def _write(answers):
    for path in FOLDER.glob("*.json"):
        path.unlink()
    for name, example in answers.items():
        text = json.dumps(example, indent=1, ensure_ascii=False)
        (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    examples.cache_clear()

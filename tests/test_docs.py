"""What is written is true."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from delivery.problems import STATUS_OF
from review.findings import BLOCKERS, Code, Finding, Severity, Stage

ROOT = Path(settings.BASE_DIR)


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.once
def test_the_request_in_the_readme_gives_the_answer_in_the_readme(demo):
    request, answer = re.search(
        r"localhost:8000(\S+) .*?```json\n(.*?)```", read("README.md"), re.DOTALL
    ).groups()
    page = Client().get(request).json()
    assert json.loads(answer) == {
        "title": page["title"],
        "review": page["review"]["line"],
        "sources": [
            {
                "number": source["number"],
                "pmid": source["pmid"],
                "standing": source["standing"]["status"],
            }
            for source in page["references"]
        ],
    }


def test_the_commands_in_the_readme_exist():
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"^make (\w+)", read("README.md"), re.MULTILINE)) <= targets


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))])
def test_every_link_leads_somewhere(name):
    folder = (ROOT / name).parent
    links = re.findall(r"\]\((?!https?:)([^)#]+)", read(name))
    assert [link for link in links if not (folder / link).exists()] == []


def test_every_setting_is_described():
    code = "".join(read(f"cms/{module}.py") for module in ("settings", "databases"))
    calls = r"(?:boolean|secret_key|words|address|routes|locales|fallbacks|choice|origins|folder|whole_number|database|cache|email|token|server|sender|signing_key|retired_keys)"
    named = set(re.findall(rf'(?:{calls}\(\s*|file_name=)"([A-Z_]+)"', code))
    described = set(re.findall(r"^\| `([A-Z_]+)`", read("docs/operating.md"), re.MULTILINE))
    assert described == named


def test_every_error_code_is_described_with_its_status():
    rows = re.findall(r"^\| (\d+) \| (`.*?) \|", read("docs/api.md"), re.MULTILINE)
    described = {
        (code, int(status)) for status, codes in rows for code in re.findall(r"`(\w+)`", codes)
    }
    assert described == {(code.value, status.value) for code, status in STATUS_OF.items()}


def test_every_finding_is_described_under_its_severity():
    report = read("docs/editors.md").split("## The readiness report")[1].split("\n## ")[0]
    groups = re.split(r"^\*\*(?:Must|Warnings|Advice)", report, flags=re.MULTILINE)[1:]
    described = [set(re.findall(r"^\| (?!finding)([A-Z].*?) \|", group, re.M)) for group in groups]
    assert described == [
        {code.label for code, stage in BLOCKERS.items() if stage == Stage.SUBMITTING},
        {code.label for code, stage in BLOCKERS.items() if stage == Stage.PUBLISHING},
        *(
            {code.label for code in Code if severity_of(code) == severity}
            for severity in (Severity.WARNING, Severity.ADVICE)
        ),
    ]


def severity_of(code):
    return Finding(code=code, place="", text="", do="").severity


def test_the_guides_show_every_picture_that_there_is_and_no_other():
    guides = read("docs/editors.md") + read("README.md")
    shown = re.findall(r"!\[([^]]+)\]\((?:docs/)?screenshots/([\w-]+)\.png\)", guides)
    kept = {path.stem for path in (settings.BASE_DIR / "docs/screenshots").glob("*")}
    assert {name for _, name in shown} == kept
    assert all(len(words) > 20 for words, _ in shown)

"""A library for the demo that is small enough to be loaded often, with every kind of history."""

import json
from pathlib import Path

import yaml

from cms.demo import Demo
from tests.builders import NOW, PASSWORD

SMALL = Path(__file__).parent / "library"


def load(folder=SMALL, now=NOW):
    Demo(password=PASSWORD, now=now, fixtures=folder).load()


def spoil(file, change):
    """Change what a fixture says. What is JSON is YAML as well."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    change(content)
    file.write_text(json.dumps(content), encoding="utf-8")

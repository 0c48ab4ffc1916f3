"""openapi-typescript, tsc and node, as package.json pins them."""

import json
import re
import shutil
import subprocess
from pathlib import Path

from django.conf import settings

HERE = Path(__file__).parent
PROGRAMS = HERE / "node_modules/.bin"
NODE = shutil.which("node")
# --strict, and what it leaves open: a place in a list may be empty.
STRICT = [
    "--strict",
    "--noUncheckedIndexedAccess",
    "--noUnusedLocals",
    "--noFallthroughCasesInSwitch",
]
TARGET = ["--target", "ES2022", "--module", "nodenext"]


def compile_sources(folder):
    """Generate the types, compile the renderer of the guide and the front end into the folder."""
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "richtext.ts").write_text(renderer())
    shutil.copy(HERE / "frontend.ts", folder)
    shutil.copy(HERE / "run.mjs", folder)
    _run(
        PROGRAMS / "openapi-typescript",
        settings.BASE_DIR / "openapi.yaml",
        "-o",
        "schema.ts",
        cwd=folder,
    )
    _run(PROGRAMS / "tsc", *STRICT, *TARGET, "frontend.ts", cwd=folder)


def renderer():
    """The code in docs/rich-text.md."""
    guide = (settings.BASE_DIR / "docs/rich-text.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```ts\n(.*?)```", guide, re.DOTALL)
    return code


def call(folder, module, function, argument):
    """Call what a compiled module exports, by way of JSON."""
    said = _run(NODE, "run.mjs", f"./{module}.js", function, cwd=folder, input=json.dumps(argument))
    return json.loads(said)


def _run(*command, cwd, input=None):
    done = subprocess.run(  # noqa: S603
        command, cwd=cwd, input=input, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout

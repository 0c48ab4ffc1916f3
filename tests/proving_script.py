"""The script of docs/proof.md, run as a stranger would."""

import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "proof.md"


def script():
    (found,) = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text(), re.DOTALL | re.MULTILINE)
    return found


def prove(folder, site, *arguments):
    """Run the script in an empty folder, with nothing of ours at hand."""
    file = folder / "prove.py"
    file.write_text(script())
    return subprocess.run(  # noqa: S603
        [sys.executable, "-I", file.name, site, *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin"},
        capture_output=True,
        text=True,
    )

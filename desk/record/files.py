"""A folder of files that says what is in it: sums of all of them, and a signature under the sums."""

import hashlib
import json
from pathlib import Path
from typing import Any

from delivery.signatures import signed

SUMS = "SHA256SUMS"
SIGNATURE = f"{SUMS}.jws"


class Folder:
    """An empty folder that is filled. Nobody but its owner may read it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sums: dict[str, str] = {}
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def write(self, name: str, content: bytes) -> None:
        file = self.path / name
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_bytes(content)
        self.sums[name] = hashlib.sha256(content).hexdigest()

    def write_text(self, name: str, text: str) -> None:
        self.write(name, text.encode())

    def write_json(self, name: str, value: Any) -> None:
        self.write_text(name, json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def seal(self) -> None:
        """Write the sums, as ``sha256sum -c`` reads them. Without them the folder is incomplete."""
        lines = [f"{self.sums[name]}  {name}\n" for name in sorted(self.sums)]
        sums = "".join(lines).encode()
        (self.path / SIGNATURE).write_text(signed(sums) + "\n")
        (self.path / SUMS).write_bytes(sums)

"""Rich texts of one document, resolved by the same facts."""

from typing import Any

from articles import richtext
from delivery.presenting.facts import Facts

Json = dict[str, Any]


class Texts:
    def __init__(self, facts: Facts) -> None:
        self.numbers = facts.numbers
        self.resolved = facts.resolved

    def rich(self, document: Json) -> Json:
        return {
            "html": richtext.render_html(document, self.resolved),
            "blocks": richtext.render_blocks(document, self.resolved),
        }

    def citations(self, document: Json) -> list[int]:
        """The numbers of the sources that a text cites, in rising order."""
        return sorted(self.numbers[key] for key in richtext.citation_keys(document))

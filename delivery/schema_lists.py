"""How the API describes its lists."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from delivery import filter_sets, parameters, serializers
from delivery.filters import PublicFilter, PublicFilters, Since
from delivery.listing import PageListing, PersonListing, WorkListing
from delivery.pagination import LIMIT_DEFAULT, LIMIT_MAX
from delivery.rich_forms import RichForm
from delivery.schema import Json, files, problems


def _item(choices: Any, pattern: str) -> Json:
    if pattern:
        return {"pattern": f"^{pattern}$"}
    return {"enum": list(choices)} if choices else {}


def words(name: str, label: str, choices: Any = (), pattern: str = "") -> OpenApiParameter:
    """Return the description of values with commas between."""
    item = _item(choices, pattern) or {"minLength": 1}
    return OpenApiParameter(
        name,
        {
            "type": "array",
            "items": {"type": "string", **item},
            "minItems": 1,
            "maxItems": parameters.VALUES_MAX,
        },
        description=label,
        style="form",
        explode=False,
    )


def word(name: str, **schema: Any) -> OpenApiParameter:
    return OpenApiParameter(
        name, {"type": "string", **schema}, description=parameters.DESCRIPTIONS[name]
    )


COMMON = {
    "locale": OpenApiParameter("locale", description=parameters.DESCRIPTIONS["locale"]),
    "limit": OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT_DEFAULT},
        description=parameters.DESCRIPTIONS["limit"],
    ),
    "cursor": word("cursor"),
    "count": word("count", enum=["exact"]),
    "fields": words("fields", parameters.DESCRIPTIONS["fields"]),
    "rich": words("rich", parameters.DESCRIPTIONS["rich"], RichForm.values),
    "as_of": word("as_of", format="date-time"),
    "format": word("format", enum=[parameters.JSON]),
}
FORMAT_OF_WORKS = word("format", enum=list(parameters.FORMATS_OF_WORKS))


def _filter(name: str, described: PublicFilter) -> OpenApiParameter:
    if isinstance(described, Since):
        return OpenApiParameter(name, OpenApiTypes.STR, description=described.label)
    if described.many:
        return words(name, described.label, described.choices, described.pattern)
    schema = {"type": "string", **_item(described.choices, described.pattern)}
    return OpenApiParameter(name, schema, description=described.label)


def _list(
    name: str,
    summary: str,
    answer: Any,
    *,
    filters: type[PublicFilters] = filter_sets.NoFilters,
    orders: Any = (),
    common: Any = tuple(COMMON),
) -> Json:
    own = [_filter(*item) for item in filters.base_filters.items()]
    ordering = [word("ordering", enum=list(orders))] if orders else []
    return {
        "operation_id": f"list_{name}",
        "summary": summary,
        "tags": [name],
        "parameters": [*own, *(COMMON[parameter] for parameter in common), *ordering],
        "responses": {(200, "application/json"): answer, **problems()},
    }


def _pages(name: str, summary: str, filters: type[PublicFilters]) -> Json:
    return _list(name, summary, serializers.CardList, filters=filters, orders=PageListing.ORDERS)


WITHOUT_LOCALE = [name for name in COMMON if name != "locale"]

CONDITIONS = _pages("conditions", "Live condition pages", filter_sets.ConditionFilters)
SYMPTOMS = _pages("symptoms", "Live symptom pages", filter_sets.SymptomFilters)
ARTICLES = _pages("articles", "Live article pages", filter_sets.ArticleFilters)
PAGES = _pages("pages", "Live pages of all kinds", filter_sets.AnyPageFilters)
ASSOCIATIONS = _list(
    "associations",
    "What live symptom pages say about conditions",
    serializers.AssociationItemList,
    filters=filter_sets.AssociationFilters,
)
SECTIONS = _list(
    "sections",
    "Sections of live pages",
    serializers.SectionItemList,
    filters=filter_sets.SectionFilters,
)
REFERENCES = _list(
    "references",
    "Works that live pages cite",
    serializers.WorkList,
    filters=filter_sets.WorkFilters,
    orders=WorkListing.ORDERS,
    common=[name for name in WITHOUT_LOCALE if name != "format"],
)
REFERENCES["parameters"].append(FORMAT_OF_WORKS)
REFERENCES["responses"] |= files()
PEOPLE = _list(
    "people",
    "Authors and reviewers of live pages",
    serializers.PersonList,
    orders=PersonListing.ORDERS,
    common=WITHOUT_LOCALE,
)

"""What a document says of a page in another language."""

WEB, API = "https://www.example.org", "https://api.example.org/api/v1"


def link_to(page, *, stale=False):
    other = page.locale != "en"
    path = f"{'/es' if other else ''}/{page.kind}s/{page.slug}/"
    return {
        "id": str(page.uuid),
        "locale": page.locale,
        "slug": page.slug,
        "path": path,
        "web_url": f"{WEB}{path}",
        "api_url": f"{API}/{page.kind}s/{page.slug}/{'?locale=es' if other else ''}",
        "title": page.title,
        "stale": stale,
    }

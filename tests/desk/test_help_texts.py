"""Every field of a form in the admin says what belongs into it, unless its name says it all."""

import pytest

from articles.models import Site

# By admin, the fields whose names say it all.
SAY_IT_THEMSELVES = {
    "articles/crisisresource": [],
    "articles/person": [],
    "articles/tag": [],
    "articles/topic": [],
    "references/reference": ["year", "volume", "issue"],
    "review/credential": [],
}


@pytest.mark.parametrize("name", SAY_IT_THEMSELVES)
def test_every_field(superuser, name):
    form = superuser.get(f"/admin/{name}/add/").context["adminform"].form
    without = [field.name for field in form.visible_fields() if not field.help_text]
    assert without == SAY_IT_THEMSELVES[name]


def test_the_site(superuser, full_page):
    path = f"/admin/articles/site/{Site.objects.get().pk}/change/"
    form = superuser.get(path).context["adminform"].form
    assert [field.name for field in form.visible_fields() if not field.help_text] == []

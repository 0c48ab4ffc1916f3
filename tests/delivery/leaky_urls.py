"""Routes that no test names, for test_canary: one of them shows what editors are writing."""

from django.http import HttpResponse
from django.urls import include, path, re_path, register_converter
from django.urls.converters import StringConverter

from articles.models import Page
from cms.urls import handler400, handler403, handler404, handler500
from delivery import urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class PmidConverter(StringConverter):
    regex = "[0-9]{8}"


register_converter(PmidConverter, "pmid")


def drafts(request, **_):
    return HttpResponse(Page.objects.values_list("title", flat=True))


def header(request, **_):
    return HttpResponse(headers={"X-Summary": Page.objects.latest("pk").summary})


def one_draft(request, page):
    return HttpResponse(Page.objects.filter(uuid=page).values_list("title", flat=True))


ROUTES = {
    "plain": path("drafts/", drafts),
    "nested": path("api/v2/", include([path("<slug:slug>/drafts/", drafts)])),
    "uuid": path("preview/<uuid:page>/", one_draft),
    "regex": re_path(r"^drafts/(?P<slug>[a-z-]+)/$", drafts),
    "header": path("header/", header),
}
urlpatterns = [path("api/v1/", include(urls))]

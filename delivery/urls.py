from django.urls import path

from delivery import documentation
from delivery.views import lists, others, pages, proofs

urlpatterns = [
    path("conditions/", lists.ConditionList.as_view(), name="condition-list"),
    path("conditions/<slug:slug>/", pages.ConditionDetail.as_view(), name="condition-detail"),
    path("symptoms/", lists.SymptomList.as_view(), name="symptom-list"),
    path("symptoms/<slug:slug>/", pages.SymptomDetail.as_view(), name="symptom-detail"),
    path("articles/", lists.ArticleList.as_view(), name="article-list"),
    path("articles/<slug:slug>/", pages.ArticleDetail.as_view(), name="article-detail"),
    path(
        "conditions/<slug:slug>/sign-off/",
        proofs.ConditionSignOff.as_view(),
        name="condition-sign-off",
    ),
    path(
        "symptoms/<slug:slug>/sign-off/", proofs.SymptomSignOff.as_view(), name="symptom-sign-off"
    ),
    path(
        "articles/<slug:slug>/sign-off/", proofs.ArticleSignOff.as_view(), name="article-sign-off"
    ),
    path("audit/head/", proofs.AuditHead.as_view(), name="audit-head"),
    path("pages/<uuid:uuid>/", pages.PageById.as_view(), name="page-detail"),
    path("references/<str:identifier>/", others.ReferenceDetail.as_view(), name="reference-detail"),
    path("people/<slug:slug>/", others.PersonDetail.as_view(), name="person-detail"),
    path("paths/", others.Paths.as_view(), name="path-list"),
    path("tags/", others.Tags.as_view(), name="tag-list"),
    path("crisis-resources/", others.CrisisResources.as_view(), name="crisis-resource-list"),
    path("site/", others.SiteDetail.as_view(), name="site-detail"),
    path("resolve/", others.Resolve.as_view(), name="resolve"),
    path("pages/", lists.AnyPageList.as_view(), name="page-list"),
    path("associations/", lists.AssociationList.as_view(), name="association-list"),
    path("sections/", lists.SectionList.as_view(), name="section-list"),
    path("references/", lists.ReferenceList.as_view(), name="reference-list"),
    path("people/", lists.PersonList.as_view(), name="person-list"),
    path("openapi.json", documentation.Description.as_view(), name="openapi"),
    path("docs/", documentation.Documentation.as_view(), name="documentation"),
]

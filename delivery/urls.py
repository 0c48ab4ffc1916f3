from django.urls import path

from delivery import views

urlpatterns = [
    path("conditions/", views.ConditionList.as_view(), name="condition-list"),
    path("conditions/<slug:slug>/", views.ConditionDetail.as_view(), name="condition-detail"),
    path("symptoms/", views.SymptomList.as_view(), name="symptom-list"),
    path("symptoms/<slug:slug>/", views.SymptomDetail.as_view(), name="symptom-detail"),
    path("articles/", views.ArticleList.as_view(), name="article-list"),
    path("articles/<slug:slug>/", views.ArticleDetail.as_view(), name="article-detail"),
]

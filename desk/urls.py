from django.urls import path

from desk import pickers

app_name = "desk"
urlpatterns = [
    path("references/", pickers.references, name="pick_references"),
    path("topics/", pickers.topics, name="pick_topics"),
]

from django.urls import path

from desk import pickers

app_name = "desk"
urlpatterns = [
    path("pictures/", pickers.pictures, name="pick_pictures"),
    path("references/", pickers.references, name="pick_references"),
    path("topics/", pickers.topics, name="pick_topics"),
]

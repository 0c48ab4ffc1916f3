"""The working copy: what editors write before anybody has signed it."""

from articles.models.crisis import CrisisResource, CrisisResourceVersion
from articles.models.pages import (
    Article,
    Condition,
    ContentFlag,
    Kind,
    OverduePolicy,
    Page,
    PageEdit,
    RiskClass,
    Symptom,
    Topic,
)
from articles.models.parts import Aspect, BylineEntry, Citation, Faq, Section, Urgency
from articles.models.people import Person, Profession
from articles.models.site import Site

__all__ = [
    "Article",
    "Aspect",
    "BylineEntry",
    "Citation",
    "Condition",
    "ContentFlag",
    "CrisisResource",
    "CrisisResourceVersion",
    "Faq",
    "Kind",
    "OverduePolicy",
    "Page",
    "PageEdit",
    "Person",
    "Profession",
    "RiskClass",
    "Section",
    "Site",
    "Symptom",
    "Topic",
    "Urgency",
]

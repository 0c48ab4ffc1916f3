"""Where comments are made, answered and settled, and where those on a page are read."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from articles.models import Page
from desk.admin.bases import ReadOnlyAdmin
from desk.comments import commented_parts, commenting, part_name
from desk.moving import MovePage, row_address, show_move
from desk.requests import user_of
from review.commenting import comment, reply, resolve
from review.models import Comment, Revision


class ResolveForm(forms.Form):
    next = forms.CharField(widget=forms.HiddenInput, required=False)


class ReplyForm(ResolveForm):
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)


class CommentForm(ReplyForm):
    part = forms.CharField(widget=forms.HiddenInput, initial="page")


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    """The forms stand beside the words; what is refused comes back on a page of its own, kept."""

    fields = ["page", "revision", "part_said", "text", "author", "at"]
    list_display = ["page", "part_said", "text", "author", "at"]
    list_select_related = ["page", "revision", "author"]
    search_fields = ["page__title", "text"]
    search_hint = "Title of the page, or words of the comment."
    empty_text = "Nobody has commented on anything yet."

    @admin.display(description="part", ordering="part")
    def part_said(self, row: Comment) -> str:
        return part_name(row.part, row.revision.snapshot.clinical)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("on/<int:pk>/", view(self.make), name="review_comment_make"),
            path("<int:pk>/reply/", view(self.reply), name="review_comment_reply"),
            path("<int:pk>/settle/", view(self.resolve), name="review_comment_resolve"),
            *super().get_urls(),
        ]

    def make(self, request: HttpRequest, pk: int) -> HttpResponse:
        revision = get_object_or_404(Revision.objects.select_related("page"), pk=pk)
        part = request.POST.get("part", "page")

        def perform(part: str, text: str) -> str:
            comment(
                revision=revision, part=part, text=text, by=user_of(request), now=timezone.now()
            )
            return "Your comment is there."

        about = part_name(part, revision.snapshot.clinical)
        page = MovePage(
            title=f"Comment on {revision}: {about}",
            explanation="The page's editors and the physicians see it. Readers never do.",
            button="Comment",
            perform=_but_for_next(perform),
            form=CommentForm,
        )
        return self._and_back(request, revision, page)

    def reply(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = _comment(pk)

        def perform(text: str) -> str:
            reply(comment=row, text=text, by=user_of(request), now=timezone.now())
            return "Your answer is there."

        page = MovePage(
            title=f"Answer {row.author} on {row.page}",
            explanation=f"“{row.text}”",
            button="Answer",
            perform=_but_for_next(perform),
            form=ReplyForm,
        )
        return self._and_back(request, row, page)

    def resolve(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = _comment(pk)

        def perform() -> str:
            resolve(comment=row, by=user_of(request), now=timezone.now())
            return "Resolved."

        page = MovePage(
            title=f"Resolve what {row.author} said on {row.page}",
            explanation=f"“{row.text}”",
            button="Resolve",
            perform=_but_for_next(perform),
            form=ResolveForm,
        )
        return self._and_back(request, row, page)

    def _and_back(self, request: HttpRequest, row: Model, page: MovePage) -> HttpResponse:
        """Make the move, and go back to where the form stood."""
        answer = show_move(request, self, row, page)
        back = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(
            back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        if isinstance(answer, HttpResponseRedirect) and safe:
            return HttpResponseRedirect(back)
        return answer


class PageComments(admin.ModelAdmin[Any]):
    """All that was said about one page."""

    def comment_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_comments"
        return [
            path("<int:pk>/comments/", self.admin_site.admin_view(self.comments), name=name),
        ]

    def comments(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        page: Page = get_object_or_404(self.model, pk=pk)
        said = commenting(Page.objects.get(pk=pk), by=user_of(request), next=request.path)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": page,
            "row_address": row_address(page),
            "title": f"Comments: {page}",
            "commenting": said,
            "parts": commented_parts(said.threads),
        }
        return TemplateResponse(request, "desk/page_comments.html", context)


def _comment(pk: int) -> Comment:
    rows = Comment.objects.select_related("page", "author", "revision", "parent__revision")
    return get_object_or_404(rows, pk=pk)


def _but_for_next(perform: Callable[..., str]) -> Callable[[dict[str, Any]], str]:
    """Where one comes back to is no matter of the move."""
    return lambda data: perform(**{key: value for key, value in data.items() if key != "next"})

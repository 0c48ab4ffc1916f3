"""The library of pictures."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.facts import image_changed
from articles.images import ImageDescription, delete_image, upload_image
from articles.models import Image, Page
from articles.pictures import READ_FORMATS, Picture, PictureFormat, read_picture
from delivery.models import Publication
from desk.admin.live_facts import LiveFactsAdmin
from desk.requests import user_of
from review.ledger import Turn

DESCRIPTION = ["alt_text", "decorative", "caption", "credit", "licence", "focal_x", "focal_y"]
KNOWN = ["original_name", "size", "renditions_state", "uploaded_by", "uploaded_at"]

LIST_WIDTH_PIXELS = 96
FORM_WIDTH_PIXELS = 480

# At the top of a page they are shown as they stand here.
SEEN_BY_READERS = ["alt_text", "decorative", "credit"]

ACCEPTED = ",".join(f"image/{format.lower()}" for format in READ_FORMATS)


class ImageForm(forms.ModelForm[Image]):
    class Meta:
        model = Image
        fields = DESCRIPTION
        widgets = {
            "alt_text": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 2}),
        }


class UploadForm(ImageForm):
    """``picture`` is what was read of the file, once it is found to be one."""

    upload = forms.FileField(
        label="Picture",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=(
            "A JPEG, PNG, WebP or AVIF file of at most 20 MB, 320 pixels wide or more. What a "
            "camera wrote into it, such as the place, is taken out. The file stays as it is: for "
            "another one upload another picture."
        ),
    )
    picture: Picture

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        self.picture = read_picture(upload)
        return upload


@admin.register(Image)
class ImageAdmin(LiveFactsAdmin):
    """Writes new pictures through ``upload_image`` and deletes them through ``delete_image``."""

    list_display = ["thumbnail", "__str__", "original_name", "credit", "size", "renditions_state"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = ["renditions_state", "decorative", "uploaded_at"]
    search_fields = ["original_name", "alt_text", "credit"]
    list_per_page = 50
    # Each is deleted by itself, so that its own refusal can be said.
    actions = None

    def tell(self, row: Image, turn: Turn) -> None:
        image_changed(image=row, at=turn.at, turn=turn)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        return Image.objects.to_show().select_related("uploaded_by")

    def get_form(
        self, request: HttpRequest, obj: Image | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        # Django would ask the model for the file, which is a field of the form alone.
        return super().get_form(
            request,
            obj,
            change,
            **{**kwargs, "form": ImageForm if obj else UploadForm, "fields": DESCRIPTION},
        )

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> list[Any]:
        focal_point = ("focal_x", "focal_y")
        described = [*DESCRIPTION[:-2], focal_point]
        return ["preview", *described, "used_on", *KNOWN] if obj else ["upload", *described]

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> list[str]:
        if obj is None:
            return []
        fixed = ["preview", "used_on", *KNOWN]
        return fixed if self._may_describe(request, obj) else [*SEEN_BY_READERS, *fixed]

    def _may_describe(self, request: HttpRequest, image: Image) -> bool:
        """What readers see of a picture is the publisher's, as the picture itself is."""
        public = Publication.objects.live(timezone.now()).showing(image)
        return request.user.has_perm("delivery.publish_page") or not public.exists()

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=form.changed_data)
            return
        made = upload_image(
            picture=form.picture,
            original_name=form.cleaned_data["upload"].name,
            description=ImageDescription(**{name: getattr(obj, name) for name in DESCRIPTION}),
            by=user_of(request),
            at=timezone.now(),
        )
        obj.pk, obj.uuid, obj.original_name = made.pk, made.uuid, made.original_name
        obj._state.adding = False

    def has_delete_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not pages_showing(obj))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as error:
            # Somebody put it on a page after that was asked above.
            messages.error(request, " ".join(error.messages))
            address = reverse("admin:articles_image_change", args=[unquote(object_id)])
            return HttpResponseRedirect(address)

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        delete_image(image=obj, by=user_of(request))

    @admin.display(description="picture")
    def thumbnail(self, image: Image) -> SafeString:
        return _shown(image, LIST_WIDTH_PIXELS)

    @admin.display(description="picture")
    def preview(self, image: Image) -> SafeString:
        return _shown(image, FORM_WIDTH_PIXELS)

    @admin.display(description="size")
    def size(self, image: Image) -> str:
        return f"{image.width} by {image.height}"

    @admin.display(description="used on")
    def used_on(self, image: Image) -> SafeString | str:
        """Every page that shows it, or showed it to a physician: the picture stays for them."""
        links = [
            (reverse(f"admin:articles_{page.kind}_change", args=[page.pk]), page, how)
            for page, how in pages_showing(image).items()
        ]
        found = format_html_join("", '<li><a href="{}">{}</a> ({})</li>', links)
        if not links:
            return "No page: it may be deleted."
        return format_html("<ul>{}</ul>It stays as long as they do.", found)


def pages_showing(image: Image) -> dict[Page, str]:
    """Return the pages that keep the picture from being deleted, and where it stands there."""
    in_revisions = Page.objects.filter(revisions__shown_images__image=image)
    in_texts = Page.objects.filter(figure_entries__image=image)
    at_the_top = Page.objects.filter(hero_image=image)
    return {
        **dict.fromkeys(in_revisions.distinct(), "in a version that was submitted"),
        **dict.fromkeys(in_texts, "in the text"),
        **dict.fromkeys(at_the_top, "at the top"),
    }


def _shown(image: Image, width: int) -> SafeString:
    jpegs = [each for each in image.shown if each.format == PictureFormat.JPEG] or [image]
    html = '<img src="{}" alt="{}" width="{}" loading="lazy">'
    return format_html(html, jpegs[0].file.url, image.alt_text, min(width, image.width))

"""Pages that editors write by hand, and addresses that only machines ask for."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from articles.models import StaticPage

from .. import pages
from ..addresses import reader_page
from ..html import markdown
from ..meta import meta
from ..site import frame

_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
_ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /search/\n"


@reader_page
def static_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page such as "How we verify"; 2 queries."""
    around = frame(request)
    found = StaticPage.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    page = pages.StaticPage(
        title=found.title, dek=found.description, body=markdown(found.body)
    )
    return around.render("pages/static.html", page, meta(around, page.title, page.dek))


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _plain("ok\n")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process answers and so does the database; 1 query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return _plain("the database does not answer\n", status=503)
    return _plain("ok\n")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri("/sitemap.xml")
    return _plain(f"{_ROBOTS}\nSitemap: {address}\n")


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """An uploaded picture, where the storage is a folder of this machine.

    Nothing that is served here can run: it is a picture by its name, the browser may
    not guess otherwise, and what opens it is sandboxed.
    """
    if not isinstance(default_storage, FileSystemStorage):
        raise Http404
    if not path.lower().endswith(_PICTURES):
        raise Http404
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except SuspiciousFileOperation as outside:
        raise Http404 from outside
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=86400"
    return response

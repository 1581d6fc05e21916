"""Nothing typed is lost where a session has ended: the desk asks for it and goes on.

A form that comes without a session is answered with the page to sign in, at its own
address, and that page carries what was typed. Whoever signs in gets the form back
with it: nothing is saved until they press its button. A form whose mark against
forgery is of another session, because somebody signed in anew in another tab, is
given back in the same way. What was typed is kept in no place of ours: it goes back
to the browser that sent it, and to no other.
"""

from __future__ import annotations

from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_protect

from catalog.held import FIELD, Held, give_back, hold

from .pressing import Page, PressingSite, is_page

_AGAIN = (
    "You are signed in as {}. Nothing is done yet: this is the form as it was sent "
    "from this browser. Look it over, then press its button again."
)
_FILES = "A browser cannot keep a file in a form: choose {} again."
_TOO_LONG = (
    "What was sent is too long to be carried along. Nothing is saved: go back in your "
    "browser, where the form is as you left it."
)
_TOO_CLOSE = (
    "The database could not take it: somebody else saved at the same moment, or it is "
    "busy. Nothing is done, and nothing you typed is lost: press the button again."
)
_FOREIGN = "This form does not come from a page of this site. Nothing is done.\n"
_GONE = "What this form was about is not there any more, or its page takes no form."
_CLOSED = "Your role does not allow you what this form asks for."


class KeepingSite(PressingSite):
    """A desk on which nothing typed goes with a session that ends."""

    def admin_view(self, view, cacheable=False):
        """As Django's, except that a form is kept where it would be thrown away."""
        guarded = super().admin_view(view, cacheable)

        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if self._is_to_keep(request):
                held = hold(request)
                return self.keep(request, held, lambda r: guarded(r, *args, **kwargs))
            return guarded(request, *args, **kwargs)

        return update_wrapper(csrf_protect(keeping), view)

    def _is_to_keep(self, request: HttpRequest) -> bool:
        """Whether the form cannot be taken now, or comes back from signing in."""
        if request.method != "POST" or not is_page(request):
            return False
        if request.path == reverse("admin:logout", current_app=self.name):
            return False
        return FIELD in request.POST or not self.has_permission(request)

    def keep(self, request: Any, held: Held, page: Page) -> HttpResponse:
        """The page to sign in with what was typed, or then the form with it."""
        if not self.has_permission(request):
            answer = self._sign_in(request, held)
            if not self.has_permission(request):
                return answer
        self._tell(request, held)
        return self._given_back(request, held, page)

    def came_too_close(self, request: HttpRequest, page: Page) -> HttpResponse:
        """The form with what was typed, and word that it can be sent again."""
        messages.error(request, _TOO_CLOSE)
        answer = self._given_back(request, hold(request), page)
        answer.status_code = 503
        return answer

    def _sign_in(self, request: Any, held: Held) -> Any:
        """Django's own, at this address; it reads a name where one was sent."""
        if FIELD not in request.POST:
            request.method = "GET"
        told = {"held": held, "carried": str(held), "too_long": _TOO_LONG}
        answer = self.login(request, told)
        if not self.has_permission(request):
            answer.status_code = 403
        return answer

    def _given_back(self, request: Any, held: Held, page: Page) -> HttpResponse:
        """The page of the form, by a look that saves nothing, with what was typed."""
        give_back(request, held)
        against = ""
        try:
            answer: Any = page(request)
            answer = answer.render() if hasattr(answer, "render") else answer
            # Two texts of one column stand side by side there, and the older is out.
            is_conflict = answer.status_code == 409
            is_page = answer.status_code in (200, 403, 404) and not held.chosen
            if is_conflict or (is_page and held.is_shown_in(answer.content.decode())):
                return answer
        except PermissionDenied:
            against = _CLOSED
        except Http404:
            against = _GONE
        return self._to_send_again(request, held, against)

    def _tell(self, request: HttpRequest, held: Held) -> None:
        user: Any = request.user
        name = user.get_full_name() or user.get_username()
        messages.warning(request, _AGAIN.format(name))
        if held.files:
            messages.warning(request, _FILES.format(", ".join(held.files)))
        if held.is_too_long:
            messages.error(request, _TOO_LONG)

    def _to_send_again(
        self, request: HttpRequest, held: Held, against: str
    ) -> HttpResponse:
        """All that was typed, to be read and copied; sent as it is, where it can be."""
        context = {
            **self.each_context(request),
            "title": "Nothing is done yet",
            "against": against,
            "typed": held.typed,
            "chosen": held.chosen,
            "fields": held.fields,
            "place": request.get_full_path(),
        }
        answer = TemplateResponse(request, "admin/send_again.html", context)
        add_never_cache_headers(answer)
        return answer


def is_own(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site has sent the form."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in {own, *settings.CSRF_TRUSTED_ORIGINS}


def csrf_failure(request: Any, reason: str = "") -> HttpResponse:
    """A form without this session's mark: nothing is done, and nothing typed is lost.

    What another site sends is answered with a refusal alone: it must not put words
    into a form of the desk.
    """
    site: Any = admin.site
    match = request.resolver_match
    if not (match.app_name == site.name and is_page(request) and is_own(request)):
        return HttpResponseForbidden(_FOREIGN, content_type="text/plain; charset=utf-8")
    if match.url_name == "login":
        return _login_again(request)
    held, page = hold(request), match.func
    request.method = "GET"  # No name and no password is read from such a form.
    return site.keep(request, held, lambda r: page(r, *match.args, **match.kwargs))


def _login_again(request: Any) -> HttpResponse:
    """The page to sign in, once more; who is signed in goes where they wanted."""
    request.method = "GET"
    place = request.GET.get("next", "")
    host, is_https = {request.get_host()}, request.is_secure()
    if admin.site.has_permission(request) and url_has_allowed_host_and_scheme(
        place, host, require_https=is_https
    ):
        return redirect(place)
    told = "Somebody signed in or out in another tab: sign in once more, please."
    return admin.site.login(request, {"again": told})

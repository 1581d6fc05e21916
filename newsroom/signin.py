"""Who may sign in."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, User

from articles.roles import DEMO_ADDRESS


class StaffBackend(ModelBackend):
    """Django's own, except that the demo's staff exist in the demo alone."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        email = getattr(user, "email", "")
        if email.endswith(DEMO_ADDRESS) and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)

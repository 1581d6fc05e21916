"""Who may sign in."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, User

# RFC 2606 reserves .invalid: no real person's address ends like this.
DEMO_ADDRESS = "@demo.invalid"


class StaffBackend(ModelBackend):
    """Django's own, except that the demo's staff exist in the demo alone."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        email = getattr(user, "email", "")
        if email.endswith(DEMO_ADDRESS) and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)

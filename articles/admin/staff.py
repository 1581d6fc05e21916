"""People of the desk and their roles. Roles themselves are made from `roles.py`."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User

from catalog.admin.choosing import DeskForm
from catalog.admin.safe import SafeModelAdmin

admin.site.unregister(User)
admin.site.unregister(Group)


class StaffForm(DeskForm, UserChangeForm):
    """With the hash of the password to be looked at, never to be typed in."""

    class Meta(UserChangeForm.Meta):
        pass


@admin.register(User)
class StaffAdmin(SafeModelAdmin, UserAdmin):
    form = StaffForm

    list_display = ("username", "get_full_name", "email", "is_active", "last_login")
    list_filter = ("groups", "is_active", "is_superuser")
    search_fields = ("username", "first_name", "last_name", "email")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Name", {"fields": (("first_name", "last_name"), "email")}),
        ("Role", {"fields": ("groups", ("is_active", "is_staff", "is_superuser"))}),
        (
            "Last seen",
            {"fields": ("last_login", "date_joined"), "classes": ("collapse",)},
        ),
    )
    autocomplete_fields = ("groups",)
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()

    # UserAdmin's own rule lets every lookup through but those on the password.
    lookup_allowed = SafeModelAdmin.lookup_allowed


@admin.register(Group)
class RoleAdmin(SafeModelAdmin, GroupAdmin):
    """Roles are data of the project: their permissions are made anew by migrate."""

    search_fields = ("name",)
    fields = ("name", "rights")
    readonly_fields = ("name", "rights")
    filter_horizontal = ()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return SafeModelAdmin.formfield_for_manytomany(
            self, db_field, request, **kwargs
        )

    @admin.display(description="may")
    def rights(self, group):
        rights = group.permissions.select_related("content_type")
        return "; ".join(sorted(str(right.name) for right in rights))

"""The desk: the admin as queues of work."""

from django.contrib import admin


class DeskSite(admin.AdminSite):
    site_header = "The desk"
    site_title = "Desk"
    index_title = "Today"

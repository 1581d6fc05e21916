"""Buttons that were pressed, so that pressing one twice does its deed once."""

from django.db import models


class Press(models.Model):
    """One form as it was sent and done.

    A page masks its mark against forgery anew whenever it is shown, so that the mark
    tells one showing of a form from another. Kept for as long as somebody may press
    again or go back; no part of any record.
    """

    key = models.CharField(
        primary_key=True,
        max_length=32,
        help_text="A digest of the mark, of who pressed where, and of what was sent.",
    )
    form = models.CharField(
        max_length=32, db_index=True, help_text="A digest of the mark alone."
    )
    led_to = models.TextField(
        help_text="The address that it led to, or the data that closed its window."
    )
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "presses"

    def __str__(self) -> str:
        return self.led_to

"""The newspaper's own words: its name, menus, front page and static pages."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from catalog.models.natural import NaturalKeyModel

from .topics import Section

site_path = RegexValidator(
    r"\A/(?!/)[^\s\\]*\Z", "Write a path of this site, as in /shows/."
)


class Masthead(NaturalKeyModel):
    """One row: the name of the newspaper and every sentence of its own."""

    natural: ClassVar = ("key",)

    key = models.CharField(max_length=8, default="site", unique=True, editable=False)
    name = models.CharField(max_length=80)
    tagline = models.CharField(max_length=160, blank=True)
    description = models.TextField(
        help_text="What search engines and shared links say of the site."
    )
    footer = models.TextField(blank=True, help_text="Markdown, at the foot of pages.")

    latest_heading = models.CharField(max_length=60, default="Latest")
    changes_heading = models.CharField(max_length=60, default="What changed lately")

    news_intro = models.TextField(blank=True)
    shows_intro = models.TextField(blank=True)
    people_intro = models.TextField(blank=True)
    sources_intro = models.TextField(blank=True)
    nothing_yet = models.TextField(
        default="Nothing here yet.", help_text="On an empty list."
    )
    no_episodes = models.TextField(default="No episodes have been announced.")
    no_results = models.TextField(
        default="Nothing matches. Try fewer words, or a name.",
        help_text="After a search that found nothing.",
    )
    search_hint = models.TextField(
        default="A title, a name, a character or a company.",
        help_text="Under the search box.",
    )
    passages_only = models.TextField(
        default="Only the passages that our facts rest on are quoted here.",
        help_text="On each source story.",
    )
    nothing_quoted = models.TextField(
        default="No fact rests on this story yet.",
        help_text="On a source story without passages.",
    )
    untitled_source = models.CharField(
        max_length=80,
        default="Headline unknown",
        help_text="In place of a headline that the archived text does not give.",
    )
    untitled_entry = models.CharField(
        max_length=120,
        default="Title not known",
        help_text="In place of a title that nobody knew on the day shown.",
    )
    rechecking = models.CharField(
        max_length=120,
        default="being re-checked",
        help_text="Beside a value whose support is being checked again.",
    )
    later_found_wrong = models.CharField(
        max_length=120,
        default="later found wrong",
        help_text="Beside a value of a past day that has been corrected since.",
    )
    left_the_story = models.CharField(
        max_length=120,
        default="no longer in the story",
        help_text="Beside a passage that the newest text of a story lacks.",
    )
    known_intro = models.TextField(
        default="Every fact on record, the surest first.",
        help_text="On “Everything we know”.",
    )
    timeline_intro = models.TextField(
        default="Each date is as exact as it is known: a bar is a period.",
        help_text="On timelines.",
    )
    record_intro = models.TextField(
        default="What became of the facts that this outlet was the first to report.",
        help_text="On outlets.",
    )
    bad_day_title = models.CharField(
        max_length=120,
        default="No such day",
        help_text="Where an address asks for a day that is none.",
    )
    bad_day_text = models.TextField(
        default="Write the day as in 2024-01-31, or go to the page of today.",
        help_text="Where an address asks for a day that is none.",
    )
    corrections_intro = models.TextField(
        default="Every correction and every retraction, newest first.",
        help_text="On “Corrections”.",
    )
    no_corrections = models.TextField(
        default="Nothing has had to be corrected.",
        help_text="On “Corrections”, where there are none.",
    )
    history_intro = models.TextField(
        default="Every edition that readers got, and what changed from one to the "
        "next.",
        help_text="On the history of an article.",
    )
    retracted = models.CharField(
        max_length=200,
        default="This article has been retracted.",
        help_text="In place of an article that was taken back; the reason follows.",
    )
    preview_notice = models.CharField(
        max_length=200,
        default="A preview for you alone: not published, and not final.",
        help_text="Above an article shown by a preview link.",
    )
    preview_over = models.TextField(
        default="This preview link has ended. Ask the newsroom for another.",
        help_text="Where a preview link has expired or was revoked.",
    )
    not_found_title = models.CharField(max_length=120, default="Not on our pages")
    not_found_text = models.TextField(
        default="The address may be mistyped, or the page was never here. Search "
        "for it instead.",
        help_text="Error 404.",
    )
    error_title = models.CharField(max_length=120, default="Something broke here")
    error_text = models.TextField(
        default="The fault is ours and has been noted. Please try again in a minute.",
        help_text="Error 500.",
    )

    class Meta:
        verbose_name_plural = "masthead"
        constraints = (
            models.CheckConstraint(
                condition=Q(key="site"),
                name="masthead_is_one_row",
                violation_error_message="There is one masthead.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class StaticPage(NaturalKeyModel):
    """A page such as "How we verify"."""

    natural: ClassVar = ("slug",)

    slug = models.SlugField(
        max_length=60, unique=True, help_text="The page is at /about/ for “about”."
    )
    title = models.CharField(max_length=120)
    description = models.CharField(
        max_length=200, help_text="What search engines say of it."
    )
    body = models.TextField(help_text="Markdown.")

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/{self.slug}/"


class MenuPlace(models.TextChoices):
    HEADER = "header", "top of the page"
    FOOTER = "footer", "foot of the page"


class MenuItem(NaturalKeyModel):
    """A link in a menu: to a section, a static page, or a path of the site."""

    natural: ClassVar = ("place", "order")

    masthead = models.ForeignKey(
        Masthead, on_delete=models.CASCADE, related_name="menu"
    )
    place = models.CharField(max_length=8, choices=MenuPlace, default=MenuPlace.HEADER)
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    page = models.ForeignKey(
        StaticPage, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    path = models.CharField(max_length=200, blank=True, validators=[site_path])

    class Meta:
        ordering = ("place", "order")
        constraints = (
            models.UniqueConstraint(
                fields=("place", "order"),
                name="menu_order_is_unique_in_its_place",
                violation_error_message="Another link of this menu has this number.",
            ),
            models.CheckConstraint(
                condition=Q(section__isnull=False, page=None, path="")
                | Q(section=None, page__isnull=False, path="")
                | (Q(section=None, page=None) & ~Q(path="")),
                name="menu_item_leads_to_one_place",
                violation_error_message="A link leads to one section, one page or one "
                "path.",
            ),
            models.CheckConstraint(
                condition=Q(place__in=MenuPlace.values),
                name="menu_place_is_known",
                violation_error_message="A menu is at the top or at the foot.",
            ),
        )

    def __str__(self) -> str:
        return self.label

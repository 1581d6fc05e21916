import pytest
from django.urls import reverse

from articles.actions.facts import accept
from catalog.models import Entry, Episode, FormerSlug, Season, Show
from tests import builders as make
from tests.forms import press, save

pytestmark = pytest.mark.django_db

EMPTY = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
INLINES = (
    "seasons",
    "episodes",
    "credits",
    "roles",
    "company_credits",
    "availability",
    "titles",
    "relations",
    "external_ids",
    "images",
)


def form(**columns):
    """Return what a form of the catalogue sends, without rows that hang on it."""
    rows = {f"{name}-{key}": n for name in INLINES for key, n in EMPTY.items()}
    return {"visibility": "public", "covered": "on", **rows, **columns}


def page_of(entry, page="change"):
    return reverse(f"admin:catalog_{entry.kind}_{page}", args=[entry.pk])


def errors(answer):
    return answer.context["adminform"].form.errors


def test_the_address_of_a_new_show_follows_from_its_title(root):
    root.post(reverse("admin:catalog_show_add"), form(title="Élite Harbour"))

    show = Show.objects.get()
    assert (show.kind, show.slug) == ("show", "elite-harbour")


def test_a_season_needs_its_show_and_number_alone(root):
    show = make.a_show("Harbour")

    root.post(reverse("admin:catalog_season_add"), form(show=show.pk, number=2))

    season = Season.objects.get()
    assert (season.slug, season.title) == ("harbour/season-2", "Season 2")


def test_a_season_that_is_there_is_refused_in_words(root):
    season = make.a_season(make.a_show("Harbour"))

    answer = root.post(
        reverse("admin:catalog_season_add"), form(show=season.show.pk, number=1)
    )

    assert "already has a season of that number" in str(errors(answer))
    assert Season.objects.count() == 1


def test_a_season_cannot_take_an_address_that_leads_elsewhere(root):
    show = make.a_show("Harbour")
    other = make.a_season(make.a_show("Docks"))
    FormerSlug.objects.create(entry=other.entry, kind="season", slug="harbour/season-1")

    answer = root.post(
        reverse("admin:catalog_season_add"), form(show=show.pk, number=1)
    )

    assert "number" in errors(answer)


def test_an_episode_without_a_title_goes_by_its_number(root):
    season = make.a_season(make.a_show("Harbour"))

    root.post(reverse("admin:catalog_episode_add"), form(season=season.pk, number=3))

    episode = Episode.objects.get()
    assert episode.title == "Episode 3"
    assert episode.slug == "harbour/season-1/episode-3"


def test_the_title_of_an_episode_is_given_later(root):
    episode = make.an_episode(make.a_season(make.a_show()), 3)

    save(root, page_of(episode), title="The Pier", aired="March 2026")

    episode.refresh_from_db()
    assert (episode.title, str(episode.aired)) == ("The Pier", "March 2026")


def test_a_show_is_edited_with_what_hangs_on_it(root):
    show, person = make.a_show("Harbour"), make.a_person()
    job = make.a_job("actor")
    row = {
        "credits-TOTAL_FORMS": 1,
        "credits-0-person": person.pk,
        "credits-0-job": job.pk,
        "credits-0-part": "finale",
    }

    save(root, page_of(show), premiere="Winter 2026", **row)

    show = Show.objects.get()
    assert str(show.premiere) == "Winter 2026"
    assert show.credits.get().person == person


def test_a_date_that_cannot_be_read_is_refused_and_kept(root):
    show = make.a_show("Harbour")

    answer = save(root, page_of(show), premiere="31 June 2026")

    assert "cannot be read as a date" in str(errors(answer)["premiere"])
    assert 'value="31 June 2026"' in answer.content.decode()


def test_renaming_keeps_the_old_address_and_moves_the_seasons(root):
    show = make.a_show("Harbour")
    season = make.a_season(show)

    answer = press(root, page_of(show, "rename"), slug="the-docks")

    assert answer.url == page_of(show)
    assert Show.objects.get().slug == "the-docks"
    season.refresh_from_db()
    assert season.slug == "the-docks/season-1"
    assert FormerSlug.objects.filter(slug="harbour", entry=show.entry).exists()


@pytest.mark.parametrize("slug", ["", "Über", "a b", "taken", "a" * 130, "../x"])
def test_an_address_that_will_not_do_is_refused(root, slug):
    make.a_show("Taken")
    show = make.a_show("Harbour")

    answer = press(root, page_of(show, "rename"), slug=slug)

    assert "slug" in answer.context["form"].errors
    assert Entry.objects.get(pk=show.pk).slug == "harbour"


def test_the_address_is_not_changed_by_the_form(root):
    show = make.a_show("Harbour")

    save(root, page_of(show), slug="elsewhere")

    assert Show.objects.get().slug == "harbour"


def test_an_entry_leads_to_the_page_of_its_kind(root):
    person = make.a_person()

    answer = root.get(reverse("admin:catalog_entry_change", args=[person.pk]))

    assert answer.url == page_of(person)


def test_the_history_names_who_changed_which_field(client_of):
    editor = make.a_user("editor", first_name="Ada", last_name="Reyes")
    show = make.a_show("Harbour")
    client = client_of(editor)

    save(client, page_of(show), status="filming")

    shown = client.get(page_of(show, "history")).content.decode()
    assert editor.username in shown
    assert "<ins>filming</ins>" in shown


def test_an_old_version_is_read_and_not_brought_back(root):
    show = make.a_show("Harbour")
    version = show.history.latest("history_date")
    place = reverse(
        "admin:catalog_show_simple_history", args=[show.pk, version.history_id]
    )
    show.title = "Docks"
    show.save()

    answer = root.post(place, form(title="Harbour"))

    assert answer.status_code == 200
    assert Show.objects.get().title == "Docks"


def test_the_page_of_an_entry_says_which_values_rest_on_facts(root):
    show = make.a_show("Harbour", rating="TV-MA")
    fact = accept(make.a_fact(show, predicate="premiere", date="2026"), by=None)

    shown = root.get(page_of(show))

    [panel] = shown.context["panels"]
    sourced = {row.label: row.is_sourced for row in panel.values["rows"]}
    assert sourced == {"Title": False, "Premiere": True, "Rating": False}
    page = shown.content.decode()
    assert reverse("admin:articles_fact_change", args=[fact.pk]) in page
    add = reverse("admin:articles_fact_add")
    assert f"{add}?subject={show.pk}&amp;predicate=rating" in page


def test_what_hangs_on_a_show_keeps_it_and_the_page_leads_back(root):
    show = make.a_show("Harbour")
    make.a_fact(show)

    told = root.get(reverse("admin:catalog_show_delete", args=[show.pk]))

    text = told.content.decode()
    assert "“Harbour” cannot be deleted" in text
    back = reverse("admin:catalog_show_change", args=[show.pk])
    assert f'<a href="{back}">Back to it</a>' in text

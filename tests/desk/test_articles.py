import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Change, Edition
from tests import builders as make
from tests.forms import opened, save, type_in

pytestmark = pytest.mark.django_db

ADD = "admin:articles_article_add"


def draft(**columns):
    return {
        "headline": "Harbour is ordered",
        "slug": "harbour-is-ordered",
        "section": make.a_section().pk,
        "byline": "The desk",
        "body": "It is.",
        # The editions that hang on an article are read and not sent.
        "editions-TOTAL_FORMS": 0,
        "editions-INITIAL_FORMS": 0,
        **columns,
    }


def page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def publish_page(article):
    return reverse("admin:articles_article_publish", args=[article.pk])


def press_publish(client, article, **typed):
    """Send the form that publishes, as somebody does who has just opened it."""
    place = publish_page(article)
    return client.post(place, type_in(opened(client, place, "seen"), **typed))


def errors(answer):
    return answer.context["adminform"].form.errors


def test_a_draft_is_started_on_record_by_who_writes_it(client_of):
    reporter, show = make.a_user("reporter"), make.a_show()

    client_of(reporter).post(reverse(ADD), draft(about=[show.pk]))

    article = Article.objects.get()
    assert (article.author, article.status) == (reporter, "draft")
    assert list(article.about.all()) == [show.entry]
    assert Change.objects.get(article=article).by == reporter


def test_an_unknown_key_is_named_with_those_like_it(root):
    fact = make.a_fact(make.a_show("Harbour"), predicate="premiere", date="2026")

    body = "It opens.[@harbour-premier] It ends.[@nothing-like-it]"
    answer = root.post(reverse(ADD), draft(body=body))

    told = str(errors(answer)["body"])
    assert f"Did you mean [@{fact.key}]?" in told
    assert "[@nothing-like-it] is cited, but there is no such fact." in told
    assert body in answer.content.decode()
    assert not Article.objects.exists()


def test_an_unknown_key_among_the_key_points_is_told_there(root):
    answer = root.post(reverse(ADD), draft(key_points="It opens.[@unknown]"))

    assert "key_points" in errors(answer)


def test_a_text_of_more_than_a_million_characters_is_refused_and_kept(root):
    body = "word " * 200_001

    answer = root.post(reverse(ADD), draft(body=body))

    assert "1,000,000 at most" in str(errors(answer)["body"])
    assert body.strip() in answer.content.decode()
    assert not Article.objects.exists()


def test_a_text_with_a_nul_is_refused(root):
    answer = root.post(reverse(ADD), draft(body="It\0is."))

    assert "Null characters" in str(errors(answer)["body"])


def test_a_headline_that_makes_no_address_asks_for_one(root):
    answer = root.post(reverse(ADD), draft(slug=""))

    assert "slug" in errors(answer)


def test_publishing_makes_an_edition(root):
    article = make.a_ready_article("Harbour is ordered")

    press_publish(root, article)

    edition = Edition.objects.get()
    assert (edition.article, edition.number) == (article, 1)
    shown = root.get(page_of(article)).content.decode()
    assert f'<a href="{edition.get_absolute_url()}">read it</a>' in shown


def test_every_reason_against_publishing_is_shown_with_its_place(root):
    fact = make.a_fact()
    article = make.a_ready_article(body=f"It is.[@{fact.key}]")

    page = root.get(publish_page(article))
    refused = press_publish(root, article)

    place = reverse("admin:articles_fact_change", args=[fact.pk])
    reason = f"[@{fact.key}] is only proposed: accept it or take the citation out."
    assert page.context["reasons"] == [(reason, place)]
    assert refused.context["reasons"] == [(reason, place)]
    assert not Edition.objects.exists()


def test_a_later_edition_needs_its_note(root):
    article = make.an_edition().article

    refused = press_publish(root, article, note=" ")
    press_publish(root, article, note="A tenth episode was added.")

    assert "note" in refused.context["form"].errors
    assert Edition.objects.get(number=2).note == "A tenth episode was added."


def test_an_edition_is_scheduled_in_the_zone_of_the_desk(root, settings):
    settings.TIME_ZONE = "America/New_York"
    article = make.a_ready_article()

    page = root.get(publish_page(article)).content.decode()
    press_publish(root, article, live_from="2040-07-01T09:00")

    assert "America/New_York" in page
    expected = datetime.datetime(2040, 7, 1, 13, tzinfo=datetime.UTC)
    assert Edition.objects.get().live_from == expected
    assert "not yet" in root.get(page_of(article)).content.decode()


@pytest.mark.parametrize("moment", ["soon", "2040-02-31T10:00", "99999-01-01T00:00"])
def test_a_moment_that_is_none_is_refused_in_its_place(root, moment):
    article = make.a_ready_article()

    answer = press_publish(root, article, live_from=moment)

    assert "live_from" in answer.context["form"].errors
    assert not Edition.objects.exists()


def test_a_reporter_sees_only_their_own_drafts(client_of):
    reporter = make.a_user("reporter")
    own = make.an_article("Mine", by=reporter)
    other = make.an_article("Another's")
    public = make.an_edition("Out").article
    client = client_of(reporter)

    shown = client.get(reverse("admin:articles_article_changelist"))

    assert set(shown.context["cl"].result_list) == {own, public}
    assert client.get(page_of(other)).status_code == 302
    assert save(client, page_of(own), headline="Better").status_code == 302
    own.refresh_from_db()
    assert own.headline == "Better"


def test_a_reporter_reads_but_does_not_edit_what_is_published(client_of):
    reporter = make.a_user("reporter")
    article = make.an_edition("Out").article
    client = client_of(reporter)

    assert client.get(page_of(article)).status_code == 200
    assert client.post(page_of(article), draft(headline="Mine")).status_code == 403
    assert client.get(publish_page(article)).status_code == 403


def test_drafts_do_not_leak_through_search_boxes(client_of):
    make.an_article("A secret draft")
    client = client_of(make.a_user("reporter"))
    asked = {"app_label": "articles", "model_name": "article", "field_name": "related"}

    found = client.get(reverse("admin:autocomplete"), {"term": "secret", **asked})

    assert found.json()["results"] == []


def test_a_scheduled_edition_is_no_secret_to_editors_alone(client_of):
    later = timezone.now() + datetime.timedelta(days=3)
    make.an_edition("Under embargo", live_from=later)
    lists = reverse("admin:articles_edition_changelist")

    editor = client_of(make.a_user("editor")).get(lists, {"live": "scheduled"})

    assert [e.headline for e in editor.context["cl"].result_list] == ["Under embargo"]


def test_an_edition_is_never_changed_by_form(root):
    edition = make.an_edition("As printed")
    place = reverse("admin:articles_edition_change", args=[edition.pk])

    assert root.post(place, {"headline": "Otherwise"}).status_code == 403
    assert root.get(reverse("admin:articles_edition_add")).status_code == 403
    assert Edition.objects.get().headline == "As printed"


def test_a_new_article_is_saved_and_sent_to_review_by_one_button(client_of):
    reporter = client_of(make.a_user("reporter"))

    answer = reporter.post(reverse(ADD), draft(_review="Save and send to review"))

    article = Article.objects.get()
    assert article.status == "in-review"
    assert answer.url == f"{page_of(article)}#review"


def test_what_is_typed_goes_to_review_with_the_article(client_of):
    user = make.a_user("reporter")
    article = make.an_article(by=user, body="It was.")

    save(client_of(user), page_of(article), body="It is.", _review="Send")

    article.refresh_from_db()
    assert (article.body, article.status) == ("It is.", "in-review")


def test_what_cannot_be_reviewed_is_saved_and_the_reason_told(client_of):
    user = make.a_user("reporter")
    article = make.an_article(by=user, body="It was.")
    client = client_of(user)

    answer = save(client, page_of(article), body="", _review="Send")

    article.refresh_from_db()
    assert (article.body, article.status) == ("", "draft")
    told = client.get(answer.url).content.decode()
    assert "It is saved, and not sent to review. It has no text." in told


def test_only_a_draft_is_sent_to_review_from_its_form(root):
    article = make.an_article()

    before = root.get(page_of(article)).content.decode()
    approved = root.get(page_of(make.approved(article))).content.decode()

    assert 'name="_review"' in before
    assert 'name="_review"' not in approved

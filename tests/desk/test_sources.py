import pytest
from django.urls import reverse

from articles.models import Block, Passage, Snapshot, SourceStory
from tests import builders as make
from tests.forms import save

pytestmark = pytest.mark.django_db

TEXT = "Lantern has ordered Harbour. Ten episodes are planned. Renée Ortiz stars."
ADD = "admin:articles_sourcestory_add"


def page_of(story):
    return reverse("admin:articles_sourcestory_change", args=[story.pk])


def quote(client, story, words, **more):
    given = {f"quote-{name}": value for name, value in more.items()}
    form = {"_deed": "quote", "quote-words": words, **given}
    return client.post(page_of(story), form)


def test_a_story_is_archived_by_pasting_its_text(root):
    answer = root.post(reverse(ADD), {"text": TEXT})

    story = SourceStory.objects.get()
    assert answer.url == page_of(story)
    assert story.snapshots.get().text == TEXT
    assert story.headline == ""
    assert story.outlet is None
    assert story.published is None


def test_what_is_known_of_a_story_is_kept_with_the_reason(root):
    outlet = make.an_outlet()

    root.post(
        reverse(ADD),
        {
            "text": TEXT,
            "headline": "Harbour ordered",
            "outlet": outlet.pk,
            "published": "November 2026",
            "published_reason": "It names the month.",
            "url": "example.org/harbour",
        },
    )

    story = SourceStory.objects.get()
    assert (story.key, story.outlet) == ("harbour-ordered", outlet)
    assert str(story.published) == "November 2026"
    assert story.published_reason == "It names the month."
    assert story.url == "https://example.org/harbour"


def test_a_text_that_is_known_leads_to_its_story(root):
    story = make.a_snapshot(TEXT, headline="The first time").story

    answer = root.post(reverse(ADD), {"text": TEXT}, follow=True)

    assert SourceStory.objects.count() == 1
    assert answer.redirect_chain[0][0] == page_of(story)
    told = str(next(iter(answer.context["messages"])))
    assert f'<a href="{page_of(story)}">The first time</a>' in told


def test_words_that_stand_in_the_text_become_a_passage(root):
    story = make.a_snapshot(TEXT).story

    answer = quote(root, story, "Ten episodes are planned.", speakers=[])

    passage = Passage.objects.get()
    assert passage.exact == "Ten episodes are planned."
    assert answer.url.endswith(f"?passage={passage.pk}#passage-{passage.pk}")
    shown = root.get(answer.url).content.decode()
    assert f'<mark id="passage-{passage.pk}">' in shown
    fact = f"{reverse('admin:articles_fact_add')}?passage={passage.pk}"
    assert f'href="{fact}"' in shown


def test_the_speakers_of_a_passage_are_kept(root):
    story = make.a_snapshot(TEXT).story
    person = make.a_person()

    quote(root, story, "Ten episodes are planned.", speakers=[person.pk])

    assert list(Passage.objects.get().speakers.all()) == [person.entry]


def test_words_that_are_not_there_show_the_nearest_place_and_stay_typed(root):
    story = make.a_snapshot(TEXT).story

    answer = quote(root, story, "Ten episodes were planned.", prefix="ordered Harbour.")

    shown = answer.content.decode()
    form = answer.context["forms"]["quote"]
    assert answer.status_code == 200
    assert "not in the text" in str(form.errors["words"])
    assert '<mark class="near" id="near">Ten episodes are planned.</mark>' in shown
    assert "Ten episodes were planned.</textarea>" in shown
    assert 'value="ordered Harbour."' in shown
    assert not Passage.objects.exists()


def test_words_that_stand_twice_show_both_places(root):
    story = make.a_snapshot("He said yes. She said yes.").story

    refused = quote(root, story, "said yes")
    kept = quote(root, story, "said yes", prefix="She ")

    assert len(refused.context["hits"]) == 2
    assert kept.status_code == 302
    assert Passage.objects.get().start == 17


def test_words_are_marked_as_no_claim(root):
    story = make.a_snapshot(TEXT).story
    form = {"_deed": "mark", "mark-words": "Renée Ortiz stars.", "mark-kind": "opinion"}

    answer = root.post(page_of(story), form)

    assert answer.status_code == 302
    assert Block.objects.get().kind == "opinion"


def test_a_newer_text_stands_beside_the_older(root):
    story = make.a_snapshot(TEXT).story
    form = {"_deed": "snapshot", "snapshot-text": f"{TEXT} Updated."}

    root.post(page_of(story), form)
    again = root.post(page_of(story), form)

    assert [s.number for s in story.snapshots.all()] == [1, 2]
    told = str(again.context["forms"]["snapshot"].non_field_errors())
    assert "already holds exactly this text" in told


def test_an_older_text_can_be_read_and_quoted(root):
    story = make.a_snapshot(TEXT).story
    root.post(
        page_of(story), {"_deed": "snapshot", "snapshot-text": "Quite another text."}
    )

    root.post(
        f"{page_of(story)}?snapshot=1", {"_deed": "quote", "quote-words": "ordered"}
    )

    assert Passage.objects.get().snapshot.number == 1


def test_the_details_of_a_story_are_edited_below_its_text(root):
    story = make.a_snapshot(TEXT).story

    save(root, page_of(story), headline="Found later", published="2026")

    story.refresh_from_db()
    assert story.headline == "Found later"
    assert story.snapshots.count() == 1


def test_overlapping_passages_are_both_marked(root):
    snapshot = make.a_snapshot(TEXT)
    make.a_passage("Lantern has ordered Harbour.", snapshot=snapshot)
    make.a_passage("ordered Harbour. Ten episodes", snapshot=snapshot)

    pieces = root.get(page_of(snapshot.story)).context["pieces"]

    assert "".join(piece.text for piece in pieces) == TEXT
    assert [len(piece.spans) for piece in pieces] == [1, 2, 1, 0]


BAD = {
    "nothing": (b"", "required"),
    "a NUL": (b"Ten%00episodes", "Null characters"),
    "only space": (b"%20%20%0A", "empty"),
    "a control character": (b"Ten%07episodes", "control character"),
    # A browser cannot send half a character; whoever does gets a mark in its place.
    "half a surrogate pair": (b"Ten%ED%A0%80episodes", None),
}


@pytest.mark.parametrize(("sent", "told"), BAD.values(), ids=BAD.keys())
def test_a_text_that_cannot_be_kept_is_refused_with_the_reason(root, sent, told):
    answer = root.generic(
        "POST",
        reverse(ADD),
        b"text=" + sent,
        content_type="application/x-www-form-urlencoded",
    )

    if told is None:
        assert answer.status_code == 302
        return
    assert answer.status_code == 200
    assert told in str(answer.context["form"].errors["text"])
    assert not Snapshot.objects.exists()


def test_a_text_of_three_megabytes_is_refused_and_kept_on_the_page(root):
    answer = root.post(reverse(ADD), {"text": "word " * 600_000, "headline": "Long"})

    assert "too large" in str(answer.context["form"].errors["text"])
    assert 'value="Long"' in answer.content.decode()
    assert not SourceStory.objects.exists()


def test_a_date_that_is_none_is_refused_in_its_place(root):
    answer = root.post(reverse(ADD), {"text": TEXT, "published": "the 45th of May"})

    assert "cannot be read as a date" in str(answer.context["form"].errors["published"])
    assert "the 45th of May" in answer.content.decode()
    assert not SourceStory.objects.exists()


def test_who_may_not_quote_is_not_offered_it(client_of):
    story = make.a_snapshot(TEXT).story
    visitor = make.a_user()
    from django.contrib.auth.models import Permission

    visitor.user_permissions.add(Permission.objects.get(codename="view_sourcestory"))
    client = client_of(visitor)

    assert "quote-words" not in client.get(page_of(story)).content.decode()
    refused = quote(client, story, "Ten episodes")
    assert "Your role does not allow you" in str(
        refused.context["forms"]["quote"].errors
    )
    assert not Passage.objects.exists()

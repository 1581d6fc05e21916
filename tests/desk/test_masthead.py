"""The newspaper's own words, as editors change them."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets

from articles.models import Masthead


def test_every_word_of_the_masthead_can_be_changed_at_the_desk():
    offered = flatten_fieldsets(admin.site.get_model_admin(Masthead).fieldsets)

    columns = [field for field in Masthead._meta.fields if not field.primary_key]
    assert set(offered) == {field.name for field in columns if field.editable}

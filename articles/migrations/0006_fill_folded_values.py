"""Fills the column of what is searched, which a save keeps up from now on."""

import unicodedata

from django.db import migrations


def fold(text):
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(plain.split())


def fill(apps, schema_editor):
    model = apps.get_model("articles", "Fact")
    for row in model.objects.only(*COLUMNS).iterator():
        row.folded = fold(" ".join(str(getattr(row, name) or "") for name in COLUMNS))
        row.save(update_fields=["folded"])


COLUMNS = ("text", "number", "date", "part", "wording")


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_values_are_folded")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

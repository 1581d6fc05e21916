from django.db import migrations

import catalog.fields


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_cancellations_are_sealed")]

    operations = [
        migrations.AddField(
            model_name="fact",
            name="folded",
            field=catalog.fields.DerivedTextField(default=""),
            preserve_default=False,
        ),
    ]

from django.db import migrations

import catalog.fields


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_bound_credits")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="folded",
            field=catalog.fields.DerivedTextField(default=""),
            preserve_default=False,
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("articles", "0002_facts_that_change"),)

    operations = (
        migrations.AddField(
            model_name="masthead",
            name="untitled_entry",
            field=models.CharField(
                max_length=120,
                default="Title not known",
                help_text="In place of a title that nobody knew on the day shown.",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="rechecking",
            field=models.CharField(
                max_length=120,
                default="being re-checked",
                help_text="Beside a value whose support is being checked again.",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="later_found_wrong",
            field=models.CharField(
                max_length=120,
                default="later found wrong",
                help_text="Beside a value of a past day that has been corrected since.",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="left_the_story",
            field=models.CharField(
                max_length=120,
                default="no longer in the story",
                help_text="Beside a passage that the newest text of a story lacks.",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="known_intro",
            field=models.TextField(
                default="Every fact on record, the surest first.",
                help_text="On “Everything we know”.",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="timeline_intro",
            field=models.TextField(
                default="Each date is as exact as it is known: a bar is a period.",
                help_text="On timelines.",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="record_intro",
            field=models.TextField(
                default="What became of the facts that this outlet was the first to report.",
                help_text="On outlets.",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="bad_day_title",
            field=models.CharField(
                max_length=120,
                default="No such day",
                help_text="Where an address asks for a day that is none.",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="bad_day_text",
            field=models.TextField(
                default="Write the day as in 2024-01-31, or go to the page of today.",
                help_text="Where an address asks for a day that is none.",
            ),
        ),
    )

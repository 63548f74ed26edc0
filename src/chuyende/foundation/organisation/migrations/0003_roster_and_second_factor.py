import datetime

import django.db.models.deletion
from django.db import migrations, models

import chuyende.foundation.core.ids
from chuyende.foundation.organisation.enums import Role


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_memberships_share_no_day")]

    operations = [
        migrations.AddField(
            model_name="rosterimport",
            name="since",
            field=models.DateField(default=datetime.date(2020, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="rosterimport",
            name="problems",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="rosterimport",
            name="notes",
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name="RoleRequirement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=chuyende.foundation.core.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("role", models.CharField(choices=Role.choices, max_length=20, verbose_name="role")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_requirements",
                        to="organisation.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "role"), name="role_requirement_once")
                ]
            },
        ),
    ]

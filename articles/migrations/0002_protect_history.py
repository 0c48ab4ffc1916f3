from django.db import migrations

from articles.history import ProtectHistory


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [ProtectHistory("articles_pageedit")]

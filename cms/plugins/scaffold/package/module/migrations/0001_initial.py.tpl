"""The table of the page type."""

import blocks.field
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0002_image_appearance'),
        ('pages', '0002_form_submissions'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='${Name}Page',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lede', models.TextField(blank=True, help_text='The first thing that people read, under the title: what this is and whom it is for.', max_length=600, verbose_name='lede')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for cards and search results. Empty, the lede stands there.', max_length=300, verbose_name='summary')),
                ('next_review_date', models.DateField(blank=True, help_text='When someone should read this page again and check that it is still true.', null=True, verbose_name='next review')),
                ('number', models.PositiveIntegerField(default=1, verbose_name='number')),
                ('body', blocks.field.SectionsField(blank=True, slot='$name', verbose_name='sections')),
                ('owner_organisation', models.ForeignKey(blank=True, help_text='The organisation that answers for this page.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pages.organisation', verbose_name='owner')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown when the page is shared, and on cards.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.customimage', verbose_name='social image')),
            ],
            options={
                'verbose_name': '$title',
            },
            bases=('wagtailcore.page',),
        ),
    ]

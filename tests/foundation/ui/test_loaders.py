"""Constant parts of templates become text when they are compiled, and no page reads differently for it."""

import pytest
from django.template import Context, Engine, Template
from django.template.base import TextNode
from django.utils import translation

LIBRARIES = {"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"}
BUILTINS = [*LIBRARIES.values(), "chuyende.foundation.ui.templatetags.ui"]
OURS = "chuyende.foundation.ui.loaders.Loader"
PLAIN = "django.template.loaders.cached.Loader"

SAME_FOR_EVERYBODY = [
    "{% load i18n static %}{% translate 'Hand in' %}",
    "{% translate 'Places' context 'navigation' %}",
    "<a href='{% url 'ui:preferences' %}'>{% static 'ui/favicon.svg' %}</a>",
    "{% icon name='back' %} {% icon name='menu' label=_('All places') %}",
    "{% translate '100%% <b>sure</b>' %}",
]
PAGES = [
    *SAME_FOR_EVERYBODY,
    "{% translate 'Hand in' as word %}{{ word }}, {% translate word %}, {% translate 'Hand in'|upper %}",
    "{% url page %}{% url 'ui:preferences' as there %}{{ there }}",
    "{% icon name=which %}{% static file %}",
    "{% if yes %}{% translate 'Hand in' %}{% elif no %}{% translate 'Save' %}{% else %}{% icon name='back' %}{% endif %}",
    "{% for one in many %}{% translate 'Question' %} {{ one }}{% empty %}{% translate 'Nothing' %}{% endfor %}",
    "{% with a=1 %}{% translate 'Saved' %}{{ a }}{% endwith %}{% button %}{% translate 'Save' %}{% endbutton %}",
    "{% autoescape off %}{% translate '<b>sure</b>' %}{% endautoescape %}{% translate '<b>sure</b>' %}",
    "{% extends 'page' %}{% block inside %}{% translate 'Hand in' %}{{ block.super }}{% endblock %}",
]
PAGE = "{% translate 'Places' %}{% block inside %}{% translate 'Saved' %}{% endblock %}{% include 'part' %}"
PART = "{% translate 'Save' %}{{ which }}"
SHOWN = {"yes": True, "many": [1, 2], "page": "ui:preferences", "which": "menu", "file": "ui/favicon.svg"}


def compiled(loader: str, source: str) -> Template:
    templates = {"asked": source, "page": PAGE, "part": PART}
    kept = ("django.template.loaders.locmem.Loader", templates)
    return Engine(
        loaders=[(loader, [kept])], libraries=LIBRARIES, builtins=[*Engine.default_builtins, *BUILTINS]
    ).get_template("asked")


@pytest.mark.parametrize("source", PAGES)
@pytest.mark.parametrize(
    "shown", [SHOWN, {**SHOWN, "yes": False, "no": True, "many": []}, {**SHOWN, "yes": ""}]
)
def test_a_page_reads_as_before(source: str, shown: dict[str, object]) -> None:
    assert compiled(OURS, source).render(Context(shown)) == compiled(PLAIN, source).render(Context(shown))


@pytest.mark.parametrize("source", SAME_FOR_EVERYBODY)
def test_what_is_the_same_for_everybody_is_one_text(source: str) -> None:
    assert [type(node) for node in compiled(OURS, source).nodelist] == [TextNode]


def test_it_is_the_text_of_the_program_whatever_language_is_active_at_that_moment() -> None:
    with translation.override("en"):
        template = compiled(OURS, "{% translate 'Hand in' %}")

    assert template.render(Context()) == "Nộp bài"

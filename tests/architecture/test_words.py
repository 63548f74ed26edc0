"""One word per concept, and every word on a screen in Vietnamese."""

import re

import pytest
from django.apps import apps

import messages
import unwrapped
from tests.architecture.source import DOCS


def test_every_model_is_in_the_glossary() -> None:
    glossary = (DOCS / "glossary.md").read_text()
    models = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("chuyende.") and not model._meta.proxy
    ]

    assert [name for name in models if not re.search(rf"\b{name}\b", glossary)] == []


def test_every_string_is_translated(capsys: pytest.CaptureFixture[str]) -> None:
    code = messages.check()

    assert capsys.readouterr().out == "translations: complete\n"
    assert code == 0


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Xin chào</p>", [(1, "Xin chào")]),
        ("<p>{% translate 'Hello' %}</p>", []),
        ("<p>\n{% blocktranslate %}Hello\n{{ name }}{% endblocktranslate %}</p>\n<b>Lost</b>", [(4, "Lost")]),
        ('<a title="Go {{ x }}">{{ y }}</a>', [(1, "Go        ")]),
        ('{% button label="Save" %}', [(1, '"Save"')]),
        ('{% button label=_("Save") %}', []),
        ("<p>CỘNG HOÀ {# untranslated: the state's name on papers #}</p>", []),
        ("{# untranslated: a file format #}\n<p>Word file</p>", []),
        ("<p>PDF, 12 MB · &nbsp;</p>", []),
        ("{% block body_class %}desk{% endblock %}", []),
        ("<script>let label = 1</script>", []),
    ],
)
def test_text_outside_the_translation_tags_is_found(template: str, found: list[tuple[int, str]]) -> None:
    assert unwrapped.in_template(template) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('messages.success(request, "It is saved")', [(1, "It is saved")]),
        ('messages.success(request, _("It is saved"))', []),
        ('CharField(label="Full name")', [(1, "Full name")]),
        ('raise ValidationError(f"No such {thing} here")', [(1, "No such  here")]),
        ('log.info("not shown to anybody")', []),
    ],
)
def test_text_given_to_readers_without_gettext_is_found(code: str, found: list[tuple[int, str]]) -> None:
    assert unwrapped.in_python(code) == found

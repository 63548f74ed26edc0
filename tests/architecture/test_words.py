"""One word per concept, and every word on a screen in Vietnamese."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

import messages
import unwrapped
from chuyende.foundation.core import acts
from tests.architecture.source import DOCS, PACKAGE, python_files, short


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


def verbs_of(act: ast.expr, file: Path) -> list[str]:
    """Return the verbs that an expression can mean; none for the parameter of a function that hands it on."""
    match act:
        case ast.Constant(value=str(verb)):
            return [verb]
        case ast.IfExp(body=one, orelse=other):
            return [*verbs_of(one, file), *verbs_of(other, file)]
        case ast.Name(id=name) if name.isupper():
            module = ".".join(("chuyende", *file.relative_to(PACKAGE).with_suffix("").parts))
            return [getattr(import_module(module), name)]
    return []


def recorded_verbs() -> Iterator[tuple[str, str]]:
    """Yield what is written into the log of acts, each with the file that writes it."""
    for file in python_files():
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or len(node.args) < 2:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("record", "_record"):
                for verb in verbs_of(node.args[1], file):
                    yield verb, short(file)


def test_every_recorded_act_has_its_words() -> None:
    recorded = list(recorded_verbs())

    assert len(recorded) > 100
    assert [(verb, file) for verb, file in recorded if not acts.is_named(verb)] == []


def test_an_act_means_the_same_wherever_it_is_recorded() -> None:
    recorders: dict[str, set[str]] = defaultdict(set)
    for verb, file in recorded_verbs():
        recorders[verb].add("/".join(Path(file).parts[2:4]))

    assert {verb: by for verb, by in recorders.items() if len(by) > 1} == {}


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

"""The catalogues, on an app made for the test."""

from pathlib import Path

import pytest

import messages

HEAD = messages.HEADER


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An app called `hall` in a wing of its own, with nothing in it."""
    folder = tmp_path / "wing" / "hall"
    (folder / "templates" / "hall").mkdir(parents=True)
    (folder / "apps.py").touch()
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    return folder


def catalogue(app: Path, text: str) -> None:
    file = app / messages.PO
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD + text)


def test_update_gathers_python_and_templates_in_a_stable_order_without_dates(app: Path) -> None:
    (app / "models.py").write_text('NAME = _("seat")\nGIVEN = pgettext_lazy("of a person", "name")\n')
    (app / "templates" / "hall" / "room.html").write_text(
        "<p>\n  {% translate 'Room' %}\n    {% blocktranslate count n=n trimmed %}\n  {{ n }} seat\n  {% plural %}\n"
        "  {{ n }} seats\n{% endblocktranslate %}{% card title=_('Front row') %}\n</p>"
    )

    messages.update(["hall"])

    assert (app / messages.PO).read_text() == HEAD + (
        '#: templates/hall/room.html\n#, python-format\nmsgid "%(n)s seat"\nmsgid_plural "%(n)s seats"\n'
        'msgstr[0] ""\n\n'
        '#: templates/hall/room.html\nmsgid "Front row"\nmsgstr ""\n\n'
        '#: templates/hall/room.html\nmsgid "Room"\nmsgstr ""\n\n'
        '#: models.py\nmsgctxt "of a person"\nmsgid "name"\nmsgstr ""\n\n'
        '#: models.py\nmsgid "seat"\nmsgstr ""\n\n'
    )


def test_update_keeps_what_is_translated_and_drops_what_is_gone(app: Path) -> None:
    (app / "models.py").write_text('NAME = _("seat")\n')
    catalogue(app, 'msgid "seat"\nmsgstr "chỗ ngồi"\n\nmsgid "bench"\nmsgstr "ghế băng"\n')

    messages.update([])

    text = (app / messages.PO).read_text()
    assert 'msgstr "chỗ ngồi"' in text
    assert "bench" not in text


def test_update_takes_the_translation_that_another_app_has(app: Path) -> None:
    other = app.parent / "stage"
    other.mkdir()
    (other / "apps.py").touch()
    catalogue(other, 'msgid "seat"\nmsgstr "chỗ ngồi"\n')
    (app / "models.py").write_text('NAME = _("seat")\n')

    messages.update(["hall"])

    assert 'msgid "seat"\nmsgstr "chỗ ngồi"' in (app / messages.PO).read_text()


@pytest.mark.parametrize(
    ("code", "entry", "fault"),
    [
        ('_("seat")', "", "'seat' is not in the catalogue"),
        ('_("seat")', 'msgid "seat"\nmsgstr ""\n', "'seat' has no Vietnamese"),
        ('_("seat")', '#, fuzzy\nmsgid "seat"\nmsgstr "ghế"\n', "'seat' is marked fuzzy"),
        ("", 'msgid "seat"\nmsgstr "ghế"\n', "'seat' is no longer used"),
        (
            '_("seat")',
            'msgid "seat"\nmsgstr "ghế"\n\n#~ msgid "bench"\n#~ msgstr "băng"\n',
            "obsolete strings",
        ),
        ('_("%(n)s seat")', 'msgid "%(n)s seat"\nmsgstr "%(m)s ghế"\n', "name different values"),
        ('_("%(n)s seat")', 'msgid "%(n)s seat"\nmsgstr "ghế"\n', "name different values"),
        ('_("{n} seat")', 'msgid "{n} seat"\nmsgstr "{} ghế"\n', "name different values"),
    ],
)
def test_check_finds_what_a_reader_would_see_wrong(app: Path, code: str, entry: str, fault: str) -> None:
    (app / "models.py").write_text(code)
    catalogue(app, entry)

    assert any(fault in found for found in messages.faults(app))


def test_check_finds_two_translations_of_one_string(app: Path) -> None:
    other = app.parent / "stage"
    other.mkdir()
    (other / "apps.py").touch()
    catalogue(app, 'msgid "seat"\nmsgstr "chỗ ngồi"\n')
    catalogue(other, 'msgid "seat"\nmsgstr "ghế"\n')

    assert list(messages.disagreements()) == [
        "'seat' is translated differently: 'chỗ ngồi' in hall; 'ghế' in stage"
    ]


def test_plural_needs_the_number_only_where_the_plural_has_it(app: Path) -> None:
    (app / "models.py").write_text('ngettext("one seat", "%(n)s seats", n)')
    catalogue(app, 'msgid "one seat"\nmsgid_plural "%(n)s seats"\nmsgstr[0] "%(n)s chỗ"\n')

    assert list(messages.faults(app)) == []

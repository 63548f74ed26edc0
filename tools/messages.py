"""The Vietnamese of the program, without the system's gettext.

    tools/messages.py update [APP…]   write what Python and templates say into each app's django.po
    tools/messages.py check           fail on what a reader would see untranslated
    tools/messages.py compile         write the .mo files that the program reads

An app's catalogue is src/chuyende/<wing>/<app>/locale/vi/LC_MESSAGES/django.po. Which app a string belongs to is
decided by the folder of its file. Catalogues merge when the program runs, so one msgid has one translation.
"""

import argparse
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

import unwrapped

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "chuyende"
PO = Path("locale", "vi", "LC_MESSAGES", "django.po")
HEADER = """\
msgid ""
msgstr ""
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\w*\}")

Key = tuple[str | None, str]


def apps(names: list[str] | None = None) -> list[Path]:
    """Return the folders of the apps called `names` (all without names), lower ones first by name."""
    found = sorted(file.parent for file in SOURCE.glob("*/*/apps.py"))
    if not names:
        return found
    chosen = [app for app in found if app.name in names]
    if unknown := set(names) - {app.name for app in chosen}:
        raise SystemExit(f"no such app: {', '.join(sorted(unknown))}")
    return chosen


def key_of(message: Message) -> Key:
    """Return what makes a message one: its context and its (singular) msgid."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def extracted(app: Path) -> Catalog:
    """Return every string that the app's Python and templates mark for translation."""
    catalog = Catalog(locale="vi")
    for file in sorted(app.rglob("*.py")) + sorted(app.glob("templates/**/*")):
        if not file.is_file() or "migrations" in file.parts:
            continue
        text = file.read_text()
        if file.suffix != ".py":
            # the template as Python calls; its own indentation is not Python's
            text = "\n".join(line.strip() for line in templatize(text, origin=str(file)).splitlines())
        place = str(file.relative_to(app))
        for _line, msgid, comments, context in extract(
            "python",
            io.BytesIO(text.encode()),
            KEYWORDS,
            comment_tags=["Translators:"],
            strip_comment_tags=True,
        ):
            catalog.add(msgid, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalog


def kept(app: Path) -> Catalog:
    """Return the app's catalogue as it stands on disk; empty when there is none."""
    file = app / PO
    if not file.exists():
        return Catalog(locale="vi")
    with file.open("rb") as stream:
        return read_po(stream, locale="vi")


def messages(catalog: Catalog) -> Iterator[Message]:
    """Yield the messages without the header."""
    return (message for message in catalog if message.id)


def strings(message: Message) -> list[str]:
    """Return the translation's forms; Vietnamese has one."""
    string = message.string or ""
    return [string] if isinstance(string, str) else list(string[:1])


def update(names: list[str]) -> int:
    known = {key_of(m): m for app in apps() for m in messages(kept(app)) if all(strings(m)) and not m.fuzzy}
    for app in apps(names):
        before = kept(app)
        catalog = extracted(app)
        for message in messages(catalog):
            old = before.get(message.id, message.context) or known.get(key_of(message))
            if old is not None and all(strings(old)):
                (text,) = strings(old)
                message.string = (text,) if message.pluralizable else text
                message.user_comments = list(old.user_comments)
                message.flags |= old.flags & {"fuzzy"}
        write(app, catalog)
        missing = sum(not all(strings(m)) for m in messages(catalog))
        print(f"{app.name}: {sum(1 for _ in messages(catalog))} strings, {missing} to translate")
    return 0


def write(app: Path, catalog: Catalog) -> None:
    """Write the catalogue in a stable order, without line numbers and dates: only real changes show."""
    file = app / PO
    if not any(True for _ in messages(catalog)):
        file.unlink(missing_ok=True)
        return
    for message in messages(catalog):
        message.locations = sorted(set(message.locations))
    body = io.BytesIO()
    write_po(body, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEADER + body.getvalue().decode())


def faults(app: Path) -> Iterator[str]:
    """Yield what is wrong with one app's catalogue."""
    catalog, wanted = kept(app), extracted(app)
    run = f"run tools/messages.py update {app.name}"
    for message in messages(wanted):
        mine = catalog.get(message.id, message.context)
        if mine is None:
            yield f"{app.name}: {message.id!r} is not in the catalogue: {run}"
        elif mine.pluralizable != message.pluralizable:
            yield f"{app.name}: {message.id!r} is plural in one place only: {run}"
    for message in messages(catalog):
        if wanted.get(message.id, message.context) is None:
            yield f"{app.name}: {message.id!r} is no longer used: {run}"
            continue
        (text,) = strings(message)
        msgid = message.id if isinstance(message.id, str) else message.id[1]
        if not text.strip():
            yield f"{app.name}: {message.id!r} has no Vietnamese"
        elif message.fuzzy:
            yield f"{app.name}: {message.id!r} is marked fuzzy"
        elif set(PLACEHOLDER.findall(msgid)) != set(PLACEHOLDER.findall(text)):
            yield f"{app.name}: {msgid!r} and {text!r} name different values"
    if catalog.obsolete:
        yield f"{app.name}: obsolete strings: {run}"


def disagreements() -> Iterator[str]:
    """Yield each msgid that two apps translate differently: only one of them would ever be seen."""
    found: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for app in apps():
        for message in messages(kept(app)):
            (text,) = strings(message)
            found[key_of(message)][text].append(app.name)
    for (_context, msgid), texts in found.items():
        if len(texts) > 1:
            said = "; ".join(f"{text!r} in {', '.join(names)}" for text, names in texts.items())
            yield f"{msgid!r} is translated differently: {said}"


def check() -> int:
    wrong = [fault for app in apps() for fault in faults(app)]
    wrong += disagreements()
    wrong += [fault for app in apps() for fault in unwrapped.faults(app, ROOT)]
    print("\n".join(wrong) if wrong else "translations: complete")
    return 1 if wrong else 0


def compile_all() -> int:
    for app in apps():
        catalog = kept(app)
        target = (app / PO).with_suffix(".mo")
        if not any(True for _ in messages(catalog)):
            target.unlink(missing_ok=True)
            continue
        body = io.BytesIO()
        write_mo(body, catalog)
        if not target.exists() or target.read_bytes() != body.getvalue():
            target.write_bytes(body.getvalue())
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update", help="write new strings into the catalogues").add_argument("app", nargs="*")
    commands.add_parser("check", help="fail on anything untranslated")
    commands.add_parser("compile", help="write the .mo files")
    chosen = parser.parse_args()
    if chosen.command == "update":
        return update(chosen.app)
    return check() if chosen.command == "check" else compile_all()


if __name__ == "__main__":
    sys.exit(main())

"""Text that a reader would see and that no catalogue can translate: found in templates and in Python calls.

A line that must stay as it is says why, in the template: `{# untranslated: reason #}`, in Python:
`# untranslated: reason`, on the same line or the line above.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

#: The same in every language.
SAME = {"Chuyên Đề", "PDF", "DOCX", "XLSX", "CSV", "RSS", "QR", "MP4", "TOTP", "A4", "MB", "KB", "px"}
MARK = re.compile(r"(\{#|#)\s*untranslated:\s*\S")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL)
WRAPPED = re.compile(r"\{%-?\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
#: Blocks that fill an attribute of the layout, not its text.
ATTRIBUTE_BLOCK = re.compile(r"\{%\s*block\s+\w*(?:class|attributes)\w*\s*%\}.*?\{%\s*endblock", re.DOTALL)
#: `<{% if … %}a{% else %}span{% endif %}`: an element whose name a tag decides.
CHOSEN_ELEMENT = re.compile(r"<\{%.*?%\}")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
#: Arguments of a component or an include that a reader sees.
SEEN = (
    "title|label|text|heading|help|help_text|hint|message|caption|description|placeholder|empty|alt|note|legend|"
    "summary|confirm|subtitle|lead|action_label|prompt"
)
ARGUMENT = re.compile(rf"""(?<![\w.])(?:{SEEN})=("[^"{{]*"|'[^'{{]*')""")
ATTRIBUTES = {
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "label",
}
LETTERS = re.compile(r"[^\W\d_]{2,}")
#: Keywords of Django's forms and models, and calls, whose text is shown.
SHOWN_KEYWORDS = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}
SHOWN_CALLS = {"ValidationError", "DomainError", "add_error"}
MESSAGE_LEVELS = {"success", "info", "warning", "error"}


def blank(match: re.Match[str]) -> str:
    """Keep the lines of what is taken out, so that line numbers stay true."""
    return re.sub(r"[^\n]", " ", match.group())


def is_text(value: str) -> bool:
    for word in SAME:
        value = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", value)
    return bool(LETTERS.search(re.sub(r"&\w+;", " ", value)))


class Page(HTMLParser):
    """Collects (line, text) of everything visible."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self.hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in {"script", "style"} or values.get("translate") == "no":
            self.hidden = tag
        shown = ATTRIBUTES | ({"value"} if values.get("type") in {"submit", "button", "reset"} else set())
        self.found += [(self.getpos()[0], v) for k, v in attrs if k in shown and v and is_text(v)]

    def handle_endtag(self, tag: str) -> None:
        if tag == self.hidden:
            self.hidden = ""

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        for offset, line in enumerate(data.split("\n")):
            if is_text(line):
                self.found.append((self.getpos()[0] + offset, line.strip()))


def in_template(source: str) -> list[tuple[int, str]]:
    """Return (line, text) of each piece of text in a template that stands outside the translation tags."""
    lines = source.split("\n")
    bare = ATTRIBUTE_BLOCK.sub(blank, WRAPPED.sub(blank, COMMENT.sub(blank, source)))
    found = [
        (bare.count("\n", 0, tag.start()) + 1, argument.group(1))
        for tag in TAG.finditer(bare)
        for argument in ARGUMENT.finditer(tag.group())
        if is_text(argument.group(1))
    ]
    page = Page()
    page.feed(TAG.sub(blank, CHOSEN_ELEMENT.sub(lambda match: "<i" + " " * (len(match.group()) - 2), bare)))
    page.close()
    return [(line, text) for line, text in sorted(found + page.found) if not marked(lines, line)]


def in_python(source: str) -> list[tuple[int, str]]:
    """Return (line, text) of each literal that is handed to a reader without gettext."""
    lines = source.split("\n")
    found: list[ast.expr] = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        found += [k.value for k in node.keywords if k.arg in SHOWN_KEYWORDS]
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        of = node.func.value if isinstance(node.func, ast.Attribute) else None
        if name in SHOWN_CALLS:
            found += node.args
        elif name in MESSAGE_LEVELS and isinstance(of, ast.Name) and of.id == "messages":
            found += node.args[1:2]
    texts = [(node.lineno, literal(node)) for node in found]
    return [(line, text) for line, text in texts if is_text(text) and " " in text and not marked(lines, line)]


def literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return ""


def marked(lines: list[str], line: int) -> bool:
    return any(MARK.search(text) for text in lines[max(0, line - 2) : line])


def faults(app: Path, root: Path) -> Iterator[str]:
    """Yield one line for each piece of unwrapped text of an app."""
    for file in sorted(app.glob("templates/**/*.html")):
        for line, text in in_template(file.read_text()):
            yield f"{file.relative_to(root)}:{line}: not translated: {text[:80]}"
    for file in sorted(set(app.rglob("*.py")) - set(app.glob("migrations/*"))):
        for line, text in in_python(file.read_text()):
            yield f"{file.relative_to(root)}:{line}: not translated: {text[:80]}"

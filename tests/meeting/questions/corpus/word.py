"""A Word file written letter by letter, so that the corpus decides what stands in it and no library does."""

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
V = "urn:schemas-microsoft-com:vml"
_SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="{A}" xmlns:wp="{WP}" xmlns:pic="{PIC}" xmlns:m="{M}" xmlns:mc="{MC}" xmlns:wps="{WPS}" xmlns:v="{V}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: one black dot
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6360000000020001e221bc330000000049454e44ae426082"
)
#: signs by which somebody marks a text: what stands in w:rPr
BOLD, ITALIC, UNDERLINE = "<w:b/>", "<w:i/>", '<w:u w:val="single"/>'
RED, BLUE, GREEN = (f'<w:color w:val="{value}"/>' for value in ("FF0000", "0070C0", "00B050"))
HIGHLIGHT = '<w:highlight w:val="yellow"/>'
SHADING = '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'


def run(text: str, look: str = "") -> str:
    """Return a run; "\\t" and "\\n" become a tab and a soft break."""
    parts, word = [], ""
    for letter in text:
        if letter in "\t\n":
            parts.append(_text(word) + ("<w:tab/>" if letter == "\t" else "<w:br/>"))
            word = ""
        else:
            word += letter
    parts.append(_text(word))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{''.join(parts)}</w:r>"


def _text(word: str) -> str:
    return f'<w:t xml:space="preserve">{escape(word)}</w:t>' if word else ""


def paragraph(*runs: str, props: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{''.join(runs)}</w:p>"


def listed(number: int, level: int = 0, mark: str = "") -> str:
    """Return the properties of a paragraph of an automatic list; `mark`: the look of its number."""
    look = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{look}'


def inserted(*runs: str) -> str:
    return f'<w:ins w:id="1" w:author="Bí thư" w:date="2026-01-05T08:00:00Z">{"".join(runs)}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="Bí thư" w:date="2026-01-05T08:00:00Z"><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def equation(text: str) -> str:
    return f"<m:oMath><m:r><m:t>{escape(text)}</m:t></m:r></m:oMath>"


def text_box(*paragraphs: str) -> str:
    """Return a run that holds a text box as Word writes it: twice, for new and for old readers."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def cell(*blocks: str, fill: str = "", span: int = 1, merge: str = "") -> str:
    """Return a cell; `fill` is its colour, `merge`: "restart" or "continue" downwards."""
    props = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    props += f"<w:vMerge{' w:val=' + quoteattr(merge) if merge == 'restart' else ''}/>" if merge else ""
    props += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tc>{f'<w:tcPr>{props}</w:tcPr>' if props else ''}{''.join(blocks) or '<w:p/>'}</w:tc>"


def table(rows: list[list[str]]) -> str:
    width = max(len(row) for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * width
    inner = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"


@dataclass
class Level:
    """One level of an automatic list: how it counts («decimal», «upperLetter», «bullet»…), and what it shows."""

    counts: str
    shows: str
    look: str = ""


@dataclass
class Paper:
    """One Word file on its way."""

    blocks: list[str] = field(default_factory=list)
    styles: str = ""
    lists: list[list[Level]] = field(default_factory=list)
    numbers: list[tuple[int, bool]] = field(default_factory=list)
    pictures: int = 0

    def add(self, *blocks: str) -> None:
        self.blocks.extend(blocks)

    def say(self, text: str, look: str = "", props: str = "") -> None:
        self.add(paragraph(run(text, look), props=props))

    def new_list(self, *levels: Level) -> int:
        self.lists.append(list(levels))
        return self.new_number(len(self.lists) - 1)

    def new_number(self, of: int, *, restarts: bool = False) -> int:
        """Return another number of a list that exists; `restarts`: it begins at its first again."""
        self.numbers.append((of, restarts))
        return len(self.numbers)

    def picture(self) -> str:
        self.pictures += 1
        return (
            f'<w:r><w:drawing><wp:inline><wp:docPr id="{self.pictures}" name="Picture {self.pictures}"/><a:graphic>'
            f'<a:graphicData uri="{PIC}"><pic:pic><pic:blipFill><a:blip r:embed="rIdP{self.pictures}"/></pic:blipFill>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def numbering(self) -> str:
        kinds = []
        for at, levels in enumerate(self.lists):
            inner = "".join(
                f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{level.counts}"/>'
                f'<w:lvlText w:val="{level.shows}"/><w:rPr>{level.look}</w:rPr></w:lvl>'
                for depth, level in enumerate(levels)
            )
            kinds.append(f'<w:abstractNum w:abstractNumId="{at}">{inner}</w:abstractNum>')
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        nums = [
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{restart if restarts else ""}</w:num>'
            for number, (of, restarts) in enumerate(self.numbers, start=1)
        ]
        return f"{_HEAD}<w:numbering {_SPACES}>{''.join(kinds)}{''.join(nums)}</w:numbering>"

    def bytes(self, *, strict: bool = False) -> bytes:
        """Return the file; the same blocks give the same bytes. `strict`: with the names of Strict Open XML."""
        kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        parts = {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{kinds}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="{kinds}.numbering+xml"/></Types>',
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{_HEAD}<w:document {_SPACES}><w:body>{''.join(self.blocks)}<w:sectPr/></w:body></w:document>",
            "word/styles.xml": f"{_HEAD}<w:styles {_SPACES}>{self.styles}</w:styles>",
            "word/numbering.xml": self.numbering(),
            "word/_rels/document.xml.rels": self._relations(),
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in (_strict(parts) if strict else parts).items():
                archive.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 8, 0, 0)), text, zipfile.ZIP_DEFLATED)
            for number in range(1, self.pictures + 1):
                archive.writestr(zipfile.ZipInfo(f"word/media/image{number}.png", (2026, 1, 5, 8, 0, 0)), PNG)
        return out.getvalue()

    def _relations(self) -> str:
        links = [("rId1", "styles", "styles.xml"), ("rId2", "numbering", "numbering.xml")]
        links += [(f"rIdP{n}", "image", f"media/image{n}.png") for n in range(1, self.pictures + 1)]
        inner = "".join(f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{to}"/>' for i, kind, to in links)
        return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def _strict(parts: dict[str, str]) -> dict[str, str]:
    """The same parts with the names of Strict Open XML."""
    names = ((W, "wordprocessingml/main"), (R, "officeDocument/relationships"))
    for usual, strict in names:
        parts = {
            name: text.replace(usual, f"http://purl.oclc.org/ooxml/{strict}") for name, text in parts.items()
        }
    return parts

"""A Question Set of H5P, content only."""

import html
import json
import mimetypes
import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ...words import CHOOSING, Kind, Words
from ..archive import file_names, package
from ..markup import to_html
from .blanks import starred

CARRIED: Final = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.SHORT, Kind.CLOZE})
_VERSIONS: Final = {
    "H5P.QuestionSet": "1.20",
    "H5P.MultiChoice": "1.16",
    "H5P.TrueFalse": "1.8",
    "H5P.Blanks": "1.14",
    "H5P.DragText": "1.10",
    "H5P.Image": "1.1",
    "H5P.Audio": "1.5",
}
_TITLE: Final = "Bộ câu hỏi"
_GAP = re.compile(r"\[\[(\d+)\]\]")
#: signs that mean something within a gap
_SPECIAL = re.compile(r"[*\\\n]")
_SPACE: Final = uuid.UUID("5f0c2f6e-33a5-4a6f-9f5b-0c6d6f1f8a11")


def fits(words: Words) -> bool:
    """Whether H5P can say the question: choices without pictures; gaps that are all typed, or all chosen from the
    same words with one right; no star or backslash beside a gap."""
    if words.kind in CHOOSING:
        return not any(choice.media for choice in words.choices)
    if words.kind is Kind.SHORT:
        return not any(_SPECIAL.search(answer) for answer in words.answers)
    if words.kind is Kind.CLOZE:
        texts = [text for gap in words.gaps for text in gap.choices or gap.answers]
        return (
            "*" not in words.stem
            and not any(_SPECIAL.search(text) for text in texts)
            and _is_of_one_way(words)
        )
    return True


def write(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return an .h5p file with a Question Set. A picture whose bytes are not in `media` is left out."""
    asked = list(questions)
    files = file_names({words.media for words in asked if words.media in media} - {""})
    used = {"H5P.QuestionSet"}
    listed = []
    for number, words in enumerate(asked, start=1):
        library, params = _task(words)
        if words.media in files:
            params["media"] = {"type": _file(files[words.media], used, number), "disableImageZooming": False}
        used.add(library)
        listed.append(
            {
                "library": f"{library} {_VERSIONS[library]}",
                "params": params,
                "subContentId": str(uuid.uuid5(_SPACE, f"question {number}")),
                "metadata": {
                    "contentType": library.removeprefix("H5P."),
                    "license": "U",
                    "title": f"Câu {number}",
                },
            }
        )
    content = {
        "introPage": {"showIntroPage": False},
        "progressType": "dots",
        "passPercentage": 50,
        "questions": listed,
    }
    parts = {"h5p.json": _bytes(_about(used)), "content/content.json": _bytes(content)}
    return package(parts | {f"content/{_path(file)}": media[name] for name, file in files.items()})


def _is_of_one_way(words: Words) -> bool:
    offered = [frozenset(gap.choices) for gap in words.gaps]
    if not any(offered):
        return True
    has_signs = any(sign in text for gap in words.gaps for text in gap.choices for sign in ":/")
    return len(set(offered)) == 1 and all(len(gap.answers) == 1 for gap in words.gaps) and not has_signs


def _task(words: Words) -> tuple[str, dict[str, Any]]:
    feedback: dict[str, Any] = {"from": 0, "to": 100}
    if words.explanation:
        feedback["feedback"] = html.escape(words.explanation, quote=False)
    overall = {"overallFeedback": [feedback]}
    if words.kind in CHOOSING:
        return "H5P.MultiChoice", _choosing(words) | overall
    if words.kind is Kind.TRUE_FALSE:
        said = html.escape(words.explanation, quote=False)
        return "H5P.TrueFalse", {
            "question": _paragraph(words.stem),
            "correct": "true" if words.is_true else "false",
            "behaviour": {"feedbackOnCorrect": said, "feedbackOnWrong": said},
        }
    behaviour = {"caseSensitive": False, "acceptSpellingErrors": False}
    if words.kind is Kind.SHORT:
        block = f"<p>{html.escape(starred(words.answers))}</p>"
        blanks = {"text": _paragraph(words.stem), "questions": [block], "behaviour": behaviour}
        return "H5P.Blanks", blanks | overall
    if not words.gaps[0].choices:
        text = _gapped(words.stem, [starred(gap.answers) for gap in words.gaps])
        return "H5P.Blanks", {"text": "", "questions": [_paragraph(text)], "behaviour": behaviour} | overall
    answers = [gap.answers[0] for gap in words.gaps]
    others = [choice for choice in words.gaps[0].choices if choice not in answers]
    dragging = {
        "taskDescription": "",
        "textField": html.escape(_gapped(words.stem, [f"*{answer}*" for answer in answers])),
        "distractors": html.escape(" ".join(f"*{other}*" for other in others)),
    }
    return "H5P.DragText", dragging | overall


def _choosing(words: Words) -> dict[str, Any]:
    return {
        "question": _paragraph(words.stem),
        "answers": [
            {"text": f"<div>{to_html(choice.text)}</div>", "correct": choice.is_right}
            for choice in words.choices
        ],
        "behaviour": {
            "type": "single" if words.kind is Kind.SINGLE else "multi",
            "randomAnswers": not words.keeps_order,
        },
    }


def _gapped(stem: str, gaps: list[str]) -> str:
    return _GAP.sub(lambda match: gaps[int(match[1]) - 1] if 0 < int(match[1]) <= len(gaps) else "", stem)


def _paragraph(text: str) -> str:
    return f"<p>{to_html(text)}</p>"


def _file(file: str, used: set[str], number: int) -> dict[str, Any]:
    kind = mimetypes.guess_type(file)[0] or ""
    library = "H5P.Image" if kind.startswith("image/") else "H5P.Audio"
    used.add(library)
    one = {"path": _path(file), "mime": kind, "copyright": {"license": "U"}}
    params = {"file": one, "contentName": "Image"} if library == "H5P.Image" else {"files": [one]}
    return {
        "library": f"{library} {_VERSIONS[library]}",
        "params": params,
        "subContentId": str(uuid.uuid5(_SPACE, f"media {number}")),
        "metadata": {"contentType": library.removeprefix("H5P."), "license": "U", "title": _TITLE},
    }


def _path(file: str) -> str:
    is_image = (mimetypes.guess_type(file)[0] or "").startswith("image/")
    return f"{'images' if is_image else 'audios'}/{file}"


def _about(used: set[str]) -> dict[str, Any]:
    needed = [
        {
            "machineName": name,
            "majorVersion": int(version.split(".")[0]),
            "minorVersion": int(version.split(".")[1]),
        }
        for name, version in _VERSIONS.items()
        if name in used
    ]
    return {
        "title": _TITLE,
        "language": "vi",
        "mainLibrary": "H5P.QuestionSet",
        "embedTypes": ["div"],
        "license": "U",
        "preloadedDependencies": needed,
    }


def _bytes(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")

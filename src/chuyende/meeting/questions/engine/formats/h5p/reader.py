"""The tasks of a content file, whichever content type holds them, as questions."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as altered
from typing import Any, Final

from ...words import Choice, Kind, Words
from ..archive import Archive, Media
from ..carrying import all_doubts
from ..markup import Plain, from_html, from_plain, is_html
from ..reading import Doubt, Progress, Reading, ReadQuestion, Trouble, Unreadable, silent
from .blanks import dragged, typed

_LARGEST: Final = 10 * 1024 * 1024
_DEEPEST: Final = 12
#: content types that ask nothing
_NO_TASK: Final = frozenset(
    [
        "H5P.AdvancedText",
        "H5P.Text",
        "H5P.Image",
        "H5P.Audio",
        "H5P.Video",
        "H5P.Link",
        "H5P.Nil",
        "H5P.Table",
        "H5P.Shape",
        "H5P.ContinuousText",
        "H5P.TwitterUserFeed",
        "H5P.IFrameEmbed",
        "H5P.Accordion",
        "H5P.GoToQuestion",
        "H5P.IVHotspot",
        "H5P.ExportableTextArea",
        "H5P.AudioRecorder",
        "H5P.Agamotto",
        "H5P.Collage",
        "H5P.ImageSlider",
        "H5P.ImageHotspots",
    ]
)
_TEXTS: Final = ("taskDescription", "question", "text", "textField", "introduction", "description", "title")


@dataclass
class _Task:
    """One task: its parameters, and what is doubtful in it."""

    library: str
    params: Mapping[str, Any]
    media: Media
    doubts: set[Doubt] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Forget the question before: a task may ask several."""
        self.doubts, self.said = set(), []

    def text(self, value: object) -> str:
        """Return a text of HTML as plain lines."""
        return self.plain(from_html(_clean(value)))

    def loose(self, value: object) -> str:
        """Return a text typed in a plain field: its line breaks are line breaks, its signs may be entities."""
        text = _clean(value)
        return self.plain(from_html(text.replace("\n", "<br>")) if is_html(text) else from_plain(text))

    def plain(self, plain: Plain) -> str:
        """Return the text, doubting what has no place; remember it for the original."""
        if not plain.is_whole or plain.files:
            self.doubts.add(Doubt.NOT_CARRIED)
        if plain.text:
            self.said.append(plain.text)
        return plain.text

    def picture(self) -> str:
        """Return the name of the picture or sound beside the question."""
        kind = _dict(_dict(self.params.get("media")).get("type"))
        params = _dict(kind.get("params"))
        files = [params.get("file"), *_list(params.get("files")), *_list(params.get("sources"))]
        paths = [path for one in files if isinstance(path := _dict(one).get("path"), str) and path]
        if len(paths) > 1:
            self.doubts.add(Doubt.NOT_CARRIED)
        name = self.media.take(paths[0].removesuffix("#tmp"), folder="content") if paths else ""
        if paths and not name:
            self.doubts.add(Doubt.MEDIA_MISSING)
        return name

    def explanation(self) -> str:
        """Return the feedback that is shown whatever was answered; other feedback has no place."""
        texts = [
            (_dict(one).get("from"), text)
            for one in _list(self.params.get("overallFeedback"))
            if (text := self.loose(_dict(one).get("feedback")))
        ]
        if len(texts) == 1 and texts[0][0] in (0, "0"):
            return texts[0][1]
        if texts:
            self.doubts.add(Doubt.NOT_CARRIED)
        return ""

    def behaviour(self) -> Mapping[str, Any]:
        return _dict(self.params.get("behaviour"))


def read(data: bytes, progress: Progress = silent) -> Reading:
    """Read the questions of an H5P file. Raises `Unreadable`."""
    archive = Archive(data)
    about, content = _json(archive, "h5p.json"), _json(archive, "content/content.json")
    library = about.get("mainLibrary")
    media = Media(archive)
    reading = Reading()
    for task, place in _tasks(library if isinstance(library, str) else "", content, media):
        for words in _questions(task):
            number = len(reading.questions) + 1
            where = f"Câu {number} ({place})" if place else f"Câu {number}"
            doubts = all_doubts(words, task.doubts)
            reading.questions.append(ReadQuestion(words, "\n".join(task.said), where, doubts))
            progress(number)
    if not reading.questions:
        raise Unreadable(Trouble.EMPTY)
    needed = {name for one in reading.questions for name in one.words.media_names()}
    reading.media = {name: file for name, file in media.files.items() if name in needed}
    return reading


def _json(archive: Archive, path: str) -> Mapping[str, Any]:
    try:
        found = json.loads(archive.read(path, most=_LARGEST).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(Trouble.BROKEN) from error
    if not isinstance(found, dict):
        raise Unreadable(Trouble.BROKEN)
    return found


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _clean(value: object) -> str:
    """Return a text without what no text may hold; "" for what is none."""
    text = value if isinstance(value, str) else ""
    return text.replace("\x00", "").replace("\r\n", "\n").encode("utf-8", "replace").decode()


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _tasks(
    library: str, params: Mapping[str, Any], media: Media, place: str = "", depth: int = 0
) -> Iterator[tuple[_Task, str]]:
    """Yield the tasks within a content, and where each stands (the moment of a video)."""
    name = library.split(" ")[0]
    if depth > _DEEPEST:
        raise Unreadable(Trouble.TOO_LARGE)
    if name in _CONTAINERS:
        for inner, moment in _CONTAINERS[name](params):
            named = inner.get("library")
            if isinstance(named, str):
                within = _dict(inner.get("params"))
                yield from _tasks(named, within, media, moment or place, depth + 1)
    elif name and name not in _NO_TASK:
        yield _Task(name, params, media), place


def _of_set(params: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    for one in _list(params.get("questions")):
        yield _dict(one), ""


def _of_video(params: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    video = _dict(params.get("interactiveVideo"))
    found = [_dict(one) for one in _list(_dict(video.get("assets")).get("interactions"))]
    for one in sorted(found, key=_second):
        second = int(_second(one))
        yield _dict(one.get("action")), f"{second // 60:02d}:{second % 60:02d}"
    yield _dict(_dict(video.get("summary")).get("task")), ""


def _second(interaction: Mapping[str, Any]) -> float:
    start = _dict(interaction.get("duration")).get("from")
    return float(start) if isinstance(start, int | float) and 0 <= start < 10**6 else 0.0


def _of_presentation(params: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    for number, slide in enumerate(_list(_dict(params.get("presentation")).get("slides")), start=1):
        for one in _list(_dict(slide).get("elements")):
            yield _dict(_dict(one).get("action")), f"trang {number}"


def _of_column(params: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    for one in _list(params.get("content")):
        yield _dict(_dict(one).get("content")), ""


def _of_book(params: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    for one in _list(params.get("chapters")):
        yield _dict(one), ""


_CONTAINERS: Final[Mapping[str, Callable[[Mapping[str, Any]], Iterator[tuple[Mapping[str, Any], str]]]]] = {
    "H5P.QuestionSet": _of_set,
    "H5P.InteractiveVideo": _of_video,
    "H5P.CoursePresentation": _of_presentation,
    "H5P.Column": _of_column,
    "H5P.InteractiveBook": _of_book,
}


def _questions(task: _Task) -> Iterator[Words]:
    reader = _READERS.get(task.library)
    if reader is not None:
        yield from reader(task)
        return
    task.doubts.add(Doubt.KIND_UNKNOWN)
    texts = [task.text(task.params.get(name)) for name in _TEXTS]
    yield Words(kind=Kind.SHORT, stem="\n".join(text for text in texts if text), media=task.picture())


def _multiple_choice(task: _Task) -> Iterator[Words]:
    stem = task.text(task.params.get("question"))
    choices = []
    for one in _list(task.params.get("answers")):
        answer = _dict(one)
        choices.append(Choice(task.text(answer.get("text")), answer.get("correct") is True))
        hints = _dict(answer.get("tipsAndFeedback")).values()
        if any(from_html(_clean(hint)).text for hint in hints):
            task.doubts.add(Doubt.NOT_CARRIED)
    behaviour = task.behaviour()
    count = sum(choice.is_right for choice in choices)
    is_multiple = behaviour.get("type") == "multi" or count > 1
    if count > 1 and behaviour.get("type") == "single":  # any of them is right there
        task.doubts.add(Doubt.SEVERAL_KEYS)
    yield Words(
        kind=Kind.MULTIPLE if is_multiple else Kind.SINGLE,
        stem=stem,
        media=task.picture(),
        choices=tuple(choices),
        keeps_order=behaviour.get("randomAnswers") is False,
        explanation=task.explanation(),
    )


def _true_false(task: _Task) -> Iterator[Words]:
    said = task.params.get("correct")
    if said not in ("true", "false"):
        task.doubts.add(Doubt.NO_KEY)
    behaviour = task.behaviour()
    texts = [task.loose(behaviour.get(name)) for name in ("feedbackOnCorrect", "feedbackOnWrong")]
    if texts[0] != texts[1]:
        task.doubts.add(Doubt.NOT_CARRIED)
    yield Words(
        kind=Kind.TRUE_FALSE,
        stem=task.text(task.params.get("question")),
        media=task.picture(),
        is_true=said == "true",
        explanation=texts[0] if texts[0] == texts[1] else "",
    )


def _choice_set(task: _Task) -> Iterator[Words]:
    for one in _list(task.params.get("choices")):
        task.begin()
        stem = task.text(_dict(one).get("question"))
        if stem or _dict(one).get("answers"):  # else the form of one more that nobody wrote
            yield _first_is_right(task, stem, _dict(one).get("answers"))


def _summary(task: _Task) -> Iterator[Words]:
    for one in _list(task.params.get("summaries")):
        task.begin()
        if not _dict(one).get("summary"):  # every video has such a task, mostly unused
            continue
        stem = task.text(task.params.get("intro"))
        if _dict(one).get("tip"):
            task.doubts.add(Doubt.NOT_CARRIED)
        yield _first_is_right(task, stem, _dict(one).get("summary"))


def _first_is_right(task: _Task, stem: str, answers: object) -> Words:
    texts = [task.text(text) for text in _list(answers)]
    choices = tuple(Choice(text, place == 0) for place, text in enumerate(texts))
    return Words(kind=Kind.SINGLE, stem=stem, choices=choices)


def _blanks(task: _Task) -> Iterator[Words]:
    description = task.text(task.params.get("text"))
    blocks = "\n".join(task.text(one) for one in _list(task.params.get("questions")))
    if task.behaviour().get("acceptSpellingErrors") is True:
        task.doubts.add(Doubt.NOT_CARRIED)
    words, is_whole = typed(description, blocks)
    if not is_whole:
        task.doubts.add(Doubt.NOT_CARRIED)
    yield altered(words, media=task.picture(), explanation=task.explanation())


def _drag_words(task: _Task) -> Iterator[Words]:
    description = task.text(task.params.get("taskDescription"))
    text, others = (task.loose(task.params.get(name)) for name in ("textField", "distractors"))
    words, is_whole = dragged(description, text, others)
    if not is_whole:
        task.doubts.add(Doubt.NOT_CARRIED)
    yield altered(words, media=task.picture(), explanation=task.explanation())


def _sort(task: _Task) -> Iterator[Words]:
    items = tuple(task.text(one) for one in _list(task.params.get("paragraphs")))
    stem = task.text(task.params.get("taskDescription"))
    yield Words(
        kind=Kind.ORDERING, stem=stem, media=task.picture(), items=items, explanation=task.explanation()
    )


_READERS: Final[Mapping[str, Callable[[_Task], Iterator[Words]]]] = {
    "H5P.MultiChoice": _multiple_choice,
    "H5P.TrueFalse": _true_false,
    "H5P.SingleChoiceSet": _choice_set,
    "H5P.Summary": _summary,
    "H5P.Blanks": _blanks,
    "H5P.DragText": _drag_words,
    "H5P.SortParagraphs": _sort,
}

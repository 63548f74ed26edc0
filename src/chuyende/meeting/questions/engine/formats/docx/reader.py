"""The way from the bytes of a Word file to its questions."""

from ..reading import Progress, Reading, Trouble, Unreadable, silent
from .blocks import Blocks
from .drafts import Draft, Part
from .finishing import Finishing
from .grouping import Grouping
from .keys import Looks, find_key, share_lists
from .lines import lines_of
from .package import damage_told, open_package
from .unlettered import find_choices

_STEP = 50  # questions between two words of progress


def read(data: bytes, progress: Progress = silent) -> Reading:
    """Read the questions of a Word file as officials write them. Raises `Unreadable`.

    What is not certain carries a doubt: a question without one should be right.
    """
    package = open_package(data)
    with damage_told():
        blocks = Blocks(package)
        lines = list(lines_of(blocks.read()))
        grouping = Grouping(lines)
        for count in grouping.run():
            if count % _STEP == 0:
                progress(count)
        drafts = [draft for draft in grouping.drafts if draft.stem or draft.choices or draft.said]
        if not drafts:
            raise Unreadable(Trouble.EMPTY)
        reading = Reading()
        share_lists(grouping.drafts, grouping.keys)
        for draft in drafts:
            find_choices(draft)
            _offer_truth(draft)
        looks, finishing = Looks(drafts), Finishing(blocks.pictures, drafts)
        for place, draft in enumerate(drafts):
            is_told = bool(any(draft.said) or draft.listed)
            found = find_key(draft, *looks.of(place, is_told=is_told))
            reading.questions.append(finishing.question(draft, found, place + 1))
        progress(len(drafts))
    used = {name for one in reading.questions for name in one.words.media_names()}
    reading.media = {name: content for name, content in package.media.files.items() if name in used}
    return reading


def _offer_truth(draft: Draft) -> None:
    """«Đúng – Sai» on one line: two choices, of which one may be marked."""
    if draft.truth is not None and not draft.choices:
        for ink, letter, word in zip(draft.truth, "AB", ("đúng", "sai"), strict=True):
            at = max(ink.text.casefold().find(word), ink.text.casefold().find(word[0]))
            around = ink.text.casefold().replace(word, "")
            mark = "x" if any(sign in around for sign in "☑☒✓✔x■●") else ""
            size = len(word) if ink.text.casefold()[at:].startswith(word) else 1
            chosen = ink.cut(at, at + size)
            full = type(chosen)(word.capitalize(), (chosen.looks[:1] * len(word)) if chosen.looks else ())
            draft.choices.append(Part(full, letter, mark=mark))

"""Fourth stage: lines into questions, each with everything that was said about it."""

from collections.abc import Iterator, Sequence

from ..reading import Doubt
from . import signs
from .drafts import Draft, KeyList, Part, marked
from .family import family_of
from .ink import Ink, inked, joined
from .lines import Line
from .signs import LETTERS, Numbered, Role
from .splitting import choices_in


class Grouping:
    """Goes through the lines once. `drafts` are the questions; `keys` the lists of keys between them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._family = family_of(lines)
        self.drafts: list[Draft] = []
        self.keys: list[KeyList] = []
        self._now: Draft | None = None
        self._loose: list[Ink] = []  # what stands between questions
        self._in_keys = False
        self._sub = 0  # number of the last point of a list inside a stem
        self._last_number = 0
        self._is_new_part = True
        self._key_count = 0  # keys of an automatic list without numbers

    def run(self) -> Iterator[int]:
        """Read all lines; yields the number of questions after each new one."""
        for at, line in enumerate(self._lines):
            count = len(self.drafts)
            following = self._lines[at + 1] if at + 1 < len(self._lines) else None
            self._line(line, following)
            if len(self.drafts) > count:
                yield len(self.drafts)

    # --- one line ------------------------------------------------------------------------------------------------

    def _line(self, line: Line, following: Line | None) -> None:
        if line.role is not None:
            self._placed(line)
        elif self._in_keys and self._key_line(line):
            return
        elif (label := self._question(line)) is not None:
            self._begin(line, label, following)
        elif self._ends_with_keys(line, following):
            self._in_keys = True
            self._key_count = 0
            self._now = None
        else:
            self._inner(line, following)

    def _placed(self, line: Line) -> None:
        """A line whose role is known from where it stands."""
        if line.role is Role.KEYS:
            self.keys.append(KeyList(line.pairs, len(self.drafts)))
            self._in_keys, self._now = True, None
        elif line.role is Role.HEADING:
            self._close()
        elif line.role is Role.QUESTION:
            self._in_keys = False
            self._open(Draft(line.number, [line.ink], is_exact=True, is_ours=line.is_ours), line)
        elif self._now is not None:
            self._tell(self._now, line)

    def _tell(self, now: Draft, line: Line) -> None:
        now.lines.append(
            f"{line.letter}. {line.text}" if line.role is Role.CHOICE and line.letter else line.text
        )
        if line.role is Role.CHOICE:
            letter = line.letter or now.next_letter
            part = Part(line.ink, letter, mark="x" if line.is_marked else "")
            now.choices.append(part if now.is_ours else marked(part))
        elif line.role is Role.KEY:
            now.said.append(line.text)
        elif line.role is Role.WHY:
            now.why.append(line.ink)
        elif line.role is Role.SOURCE:
            now.source.append(line.ink)
        elif line.role is Role.DIFFICULTY:
            now.difficulty = line.text
        elif line.role is Role.NOTE:
            now.notes.append(line.text)
        now.last = line.role or Role.PLAIN

    # --- where a question begins -----------------------------------------------------------------------------------

    def _question(self, line: Line) -> Numbered | None:
        label = signs.numbered(line.text)
        if (
            label is None
            or label.family != self._family
            or (line.is_soft and label.family not in ("cau", "bai"))
        ):
            return None
        rest = line.text[label.end :]
        if signs.is_key(rest) and rest:
            return None
        if label.family in ("cau", "bai"):
            return label
        if line.counts == "decimal" and not self._sub:
            return label
        return label if self._follows(label.number) else None

    def _follows(self, number: int) -> bool:
        """Whether a bare number opens a question, and not a point of a list in a stem or an explanation."""
        now = self._now
        if now is None or (self._is_new_part and number == 1):
            return True
        if not now.is_complete and not now.has_bullets:
            if number == self._sub + 1 and (self._sub or number != self._last_number + 1):
                self._sub = number
                return False
            if number != self._last_number + 1:
                now.doubts.add(Doubt.NUMBER_JUMPS)
                return False
            return True
        if number == self._last_number + 1:
            return True
        if now.last in (Role.WHY, Role.SOURCE):
            return number > self._last_number
        return True

    def _begin(self, line: Line, label: Numbered, following: Line | None) -> None:
        self._in_keys = False
        rest = line.ink.cut(label.end)
        draft = Draft(label.number, [])
        self._open(draft, line)
        if (
            self._last_number
            and label.number != self._last_number + 1
            and not (self._is_new_part and label.number == 1)
        ):
            self._jump(draft)
        self._last_number, self._is_new_part = label.number, False
        if rest:
            self._stem_or_choices(draft, rest, following)

    def _jump(self, draft: Draft) -> None:
        draft.doubts.add(Doubt.NUMBER_JUMPS)
        if len(self.drafts) > 1:
            self.drafts[-2].doubts.add(Doubt.NUMBER_JUMPS)

    def _open(self, draft: Draft, line: Line) -> None:
        self._close()
        draft.lines.append(line.text)
        self.drafts.append(draft)
        self._now, self._sub, self._loose = draft, 0, []

    def _close(self) -> None:
        if self._now is not None:
            self._now.take_tail()
        self._now = None

    # --- what stands in a question ---------------------------------------------------------------------------------

    def _inner(self, line: Line, following: Line | None) -> None:
        now, text = self._now, line.text
        if self._is_heading(line):
            self._heading(line)
            return
        if now is None:
            self._before_first(line, following)
            return
        now.lines.append(text)
        if now.last in (Role.WHY, Role.SOURCE) and self._goes_on(now, line):
            return
        if not self._beside(now, line):
            self._choices_or_text(now, line, following)

    def _beside(self, now: Draft, line: Line) -> bool:
        """Take what is said beside a question: why, from where, how hard. False: the line says none of it."""
        text = line.text
        if (end := signs.after_why(text)) is not None and now.may_close:
            self._told(now, Role.WHY, now.why, line.ink.cut(end))
        elif (end := signs.after_source(text)) is not None and now.may_close:
            self._told(now, Role.SOURCE, now.source, line.ink.cut(end))
        elif (end := signs.after_difficulty(text)) is not None and now.is_complete:
            now.difficulty = text[end:]
        else:
            return self._key(now, line)
        return True

    def _key(self, now: Draft, line: Line) -> bool:
        """Take a key that a line says, or the two words of which one is marked. False: it says none."""
        text = line.text
        if now.last is Role.KEY and now.said[-1:] == [""] and signs.is_key(text):
            now.said.append(text)
        elif (said := signs.key_said(text)) is not None and not now.is_next_choice(text):
            now.take_tail()
            now.said.append(said)
            now.last = Role.KEY
        elif (words := signs.truth_line(text)) is not None and not now.choices:
            has_boxes_before = text[: words[0][0]].strip()
            at = words[0][1] if has_boxes_before else words[1][0]
            now.truth = (line.ink.cut(0, at), line.ink.cut(at))
        else:
            return False
        return True

    def _is_heading(self, line: Line) -> bool:
        now, text = self._now, line.text
        if not signs.is_heading(text) or signs.key_said(text):
            return False
        label = signs.lettered(text)
        if label is not None and label.letter == ("A" if now is None else now.next_letter):
            return False
        return now is None or now.is_complete or not (line.is_soft or signs.is_fraction(text))

    def _told(self, now: Draft, role: Role, into: list[Ink], ink: Ink) -> None:
        now.take_tail()
        now.last = role
        if ink:
            into.append(ink)

    def _goes_on(self, now: Draft, line: Line) -> bool:
        """Whether a line goes on with an explanation: everything does but a key, a source, and a new «A.»."""
        text = line.text
        if (
            signs.after_why(text) is not None
            or signs.after_source(text) is not None
            or signs.key_said(text) is not None
        ):
            return False
        if not self._family and line.ink.text:
            head, parts = choices_in(line.ink)
            if (parts and not head and parts[0].letter == "A") or not now.why:
                return False
        (now.why if now.last is Role.WHY else now.source).append(line.ink)
        return True

    def _heading(self, line: Line) -> None:
        if self._now is not None:
            is_page = not any(letter.isalpha() and letter.isupper() for letter in line.text[1:])
            if not self._now.is_complete and not is_page:
                self._now.doubts.add(Doubt.STRAY_TEXT)
            if is_page and "trang" in line.text.casefold():
                return
        if not self._now or self._now.is_complete or signs.is_section(line.text):
            self._close()
            self._is_new_part = True

    def _before_first(self, line: Line, following: Line | None) -> None:
        """Text outside of questions: perhaps the stem of one without a number."""
        head, parts = choices_in(line.ink)
        if parts and parts[0].letter == "A" and (head or self._loose):
            stem = [head] if head else [self._loose[-1]]
            draft = Draft(None, stem, [marked(part) for part in parts], last=Role.CHOICE)
            if self._family:
                draft.doubts.add(Doubt.NUMBER_JUMPS)
            kept = self._loose
            self._open(draft, line)
            draft.lines[:0] = [kept[-1].text] if kept and not head else []
        else:
            self._loose.append(line.ink)

    def _choices_or_text(self, now: Draft, line: Line, following: Line | None) -> None:
        ink = line.ink
        if (inside := signs.key_inside(ink.text)) is not None:
            now.said.append(inside[0])
            ink = ink.cut(0, inside[1])
        if not now.choices:
            self._stem_or_choices(now, ink, following, line)
            return
        if now.next_letter in ("D", "E") and (end := signs.fifth(ink.text)) is not None:
            last = now.choices[-1]
            self._add(
                now, [Part(ink.cut(end), now.next_letter, last.form, ink.looks[0], is_tight=last.is_tight)]
            )
            return
        head, parts = choices_in(ink, _opening_letter(following))
        if head or not parts:
            self._more_text(now, ink, line)
            return
        expected = now.next_letter
        first = parts[0]
        if first.letter == "A" and now.choices:
            self._restart(now, parts, line)
        elif first.letter == expected or line.counts.endswith("Letter"):
            self._add(now, parts)
        elif first.letter >= now.choices[-1].letter and first.form == now.choices[-1].form:
            now.doubts.add(Doubt.NUMBER_JUMPS)
            self._out_of_order(now, parts, expected)
        else:
            now.doubts.add(Doubt.NUMBER_JUMPS if first.form == now.choices[-1].form else Doubt.STRAY_TEXT)
            self._more_text(now, ink, line)

    def _out_of_order(self, now: Draft, parts: list[Part], expected: str) -> None:
        """A letter that is not the next one: typed twice, or the one before it was forgotten."""
        first = parts[0]
        if len(now.tail) == 1 and LETTERS.find(first.letter) == LETTERS.index(expected) + 1:
            now.choices.append(marked(Part(now.tail.pop(), expected, first.form)))
        elif first.letter == now.choices[-1].letter:
            first.letter = expected
        self._add(now, parts)

    def _restart(self, now: Draft, parts: list[Part], line: Line) -> None:
        """A second «A.»: the stem of a question without a number stands before it, or the first was no choice."""
        if now.tail:
            stem, now.tail = now.tail, []
            for one in (*stem, line.ink):
                if one.text in now.lines:
                    now.lines.remove(one.text)
            draft = Draft(None, stem)
            if self._family:
                now.doubts.add(Doubt.NUMBER_JUMPS)
                draft.doubts.add(Doubt.NUMBER_JUMPS)
            self._open(draft, line)
            draft.lines[:0] = [one.text for one in stem]
            self._add(draft, parts)
        elif parts[0].form != now.choices[0].form:
            now.stem += [inked(part.original) for part in now.choices]
            now.choices = []
            self._add(now, parts)
        else:
            now.doubts.add(Doubt.NUMBER_JUMPS)
            self._add(now, parts)

    def _stem_or_choices(
        self, now: Draft, ink: Ink, following: Line | None, line: Line | None = None
    ) -> None:
        if line is None and (inside := signs.key_inside(ink.text)) is not None:
            now.said.append(inside[0])
            ink = ink.cut(0, inside[1])
        head, parts = choices_in(ink, _opening_letter(following))
        is_lettered = line is not None and line.counts.endswith("Letter")
        if parts and (parts[0].letter == "A" or is_lettered):
            if head:
                now.stem.append(head)
                now.grids.append(0)
            self._add(now, parts)
        elif ink:
            now.stem.append(ink)
            now.grids.append(line.grid if line is not None else 0)
            now.last = Role.QUESTION

    def _add(self, now: Draft, parts: list[Part]) -> None:
        if now.tail:
            now.choices[-1].ink = joined([now.choices[-1].ink, *now.tail])
            now.tail = []
        if now.last is Role.KEY and now.choices:
            now.doubts.add(Doubt.NUMBER_JUMPS)
        now.choices += [marked(part) for part in parts]
        now.last = Role.CHOICE

    def _more_text(self, now: Draft, ink: Ink, line: Line) -> None:
        if line.is_soft and now.last is Role.CHOICE and not now.tail:
            now.choices[-1].ink = joined([now.choices[-1].ink, ink])
        else:
            now.tail.append(ink)

    # --- lists of keys -----------------------------------------------------------------------------------------------

    def _ends_with_keys(self, line: Line, following: Line | None) -> bool:
        pairs = signs.key_pairs(line.text)
        if len(pairs) >= 3 or (len(pairs) == 2 and not line.text[0].isdigit()):
            self.keys.append(KeyList(pairs, len(self.drafts)))
            return True
        if pairs and self.drafts and line.text.casefold().startswith("câu"):
            self.keys.append(KeyList(pairs, len(self.drafts)))
            return True
        if not signs.keys_begin(line.text) or following is None:
            return False
        if following.role is Role.KEYS or signs.key_pairs(following.text) or signs.is_heading(following.text):
            return True
        is_beside = self._now is not None and not self._now.said
        return not (is_beside and signs.is_key(following.text))

    def _key_line(self, line: Line) -> bool:
        """Read a line of a list of keys; False: the list is over."""
        if not self.keys or self.keys[-1].after != len(self.drafts):
            self.keys.append(KeyList([], len(self.drafts)))
        pairs = self.keys[-1].pairs
        if found := signs.key_pairs(line.text):
            pairs += found
            return True
        if signs.is_key(line.text):
            self._key_count += 1
            pairs.append((self._key_count, line.text))
            return True
        label = signs.numbered(line.text)
        if label is not None and (said := signs.key_letters(line.text[label.end :])) is not None:
            pairs.append((label.number, said[0]))
            return True
        if label is not None and label.family == self._family and len(line.text) - label.end > 12:
            self._is_new_part = True
            return False
        return True


def _opening_letter(line: Line | None) -> str:
    """The letter with which a line opens a choice."""
    label = signs.lettered(line.text) if line is not None and line.role is None else None
    return label.letter if label is not None else ""

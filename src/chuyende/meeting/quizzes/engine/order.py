"""In which order an attempt sees questions and choices: the same on every device and version of the program."""

import hashlib

#: an attempt with this seed sees the quiz's own order, as it is printed
AS_PRINTED = 0


def question_order(seed: int, count: int) -> list[int]:
    """Return the order in which the attempt with `seed` sees `count` questions: indexes of the quiz's own order."""
    return list(range(count)) if seed == AS_PRINTED else _mixed(str(seed), count)


def choice_order(seed: int, question: int, count: int) -> list[int]:
    """Return the order of the `count` choices of question `question` (its index in the quiz's own order)."""
    return list(range(count)) if seed == AS_PRINTED else _mixed(f"{seed}:{question}", count)


def _mixed(seed: str, count: int) -> list[int]:
    # by hash, not by a random generator: no library's change may reorder an attempt that is under way
    return sorted(range(count), key=lambda index: hashlib.sha256(f"{seed}/{index}".encode()).digest())

"""One question as somebody asks it."""

from dataclasses import dataclass, replace

CHARTER = "Điều lệ Đảng Cộng sản Việt Nam"


@dataclass(frozen=True)
class Asked:
    """One question as it stands in a file: `right` holds indexes of the right choices; no choices: a statement that
    is true or false, or a short answer."""

    stem: str
    choices: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    why: str = ""
    source: str = ""
    is_true: bool | None = None
    answer: str = ""
    keeps_order: bool = False

    def but(self, **changes: object) -> "Asked":
        return replace(self, **changes)  # type: ignore[arg-type]  # the names are those of the fields


def one(stem: str, *choices: str, why: str = "", source: str = "") -> Asked:
    """A question of which the choice that begins with «=» is right."""
    right = tuple(index for index, choice in enumerate(choices) if choice.startswith("="))
    keeps = any("phương án trên" in choice or choice.startswith("=Cả ") for choice in choices)
    return Asked(
        stem, tuple(choice.removeprefix("=") for choice in choices), right, why, source, keeps_order=keeps
    )

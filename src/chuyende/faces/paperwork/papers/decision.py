"""The decision on a reward, and the certificate that is handed over."""

from collections.abc import Iterator

from django.utils import timezone

from chuyende.faces.paperwork.composing import Voice
from chuyende.faces.paperwork.engine import Certificate
from chuyende.faces.paperwork.engine.paper import Basis, Block, Centred, Paper, Paragraph, Run, runs
from chuyende.faces.paperwork.engine.text import quoted, short_date
from chuyende.faces.paperwork.enums import PaperType
from chuyende.faces.paperwork.models import IssuedPaper
from chuyende.followup.rewards.enums import RewardForm
from chuyende.followup.rewards.models import Reward
from chuyende.foundation.organisation.models import Member

from .frame import Stamp, heading_of, signature_for

_ACTS = {RewardForm.COMMENDATION: "Biểu dương", RewardForm.CERTIFICATE: "Tặng Giấy khen cho"}
_ABSTRACTS = {
    RewardForm.COMMENDATION: "biểu dương đảng viên có thành tích trong sinh hoạt chuyên đề",
    RewardForm.CERTIFICATE: "tặng Giấy khen cho đảng viên có thành tích trong sinh hoạt chuyên đề",
}


def decision_paper(reward: Reward, voice: Voice, stamp: Stamp, *, signer: Member | None) -> Paper:
    """«Quyết định …»: on what it rests, whom it honours for what, who carries it out."""
    say, form = voice.say, RewardForm(reward.form)
    executor = (
        voice.collective if reward.organisation_id == voice.organisation.pk else reward.organisation.name
    )
    return Paper(
        heading=heading_of(voice, PaperType.DECISION, stamp, day=voice.day),
        type_name=say("Quyết định"),
        abstract=say(_ABSTRACTS[form]),
        blocks=(
            *_bases(reward, voice),
            Centred(runs(Run(voice.collective.upper() + " QUYẾT ĐỊNH", bold=True))),
            _article(
                1,
                say(
                    "{act} đồng chí {name}, đảng viên {cell}. Thành tích: {reason}.",
                    act=say(_ACTS[form]),
                    name=reward.member.full_name,
                    cell=reward.organisation.name,
                    reason=_without_end(reward.reason),
                ),
            ),
            _article(
                2,
                say(
                    "{executor} và đồng chí {name} chịu trách nhiệm thi hành Quyết định này.",
                    executor=executor,
                    name=reward.member.full_name,
                ),
            ),
        ),
        signatures=(signature_for(voice, signer),),
        recipients=("Như Điều 2", "Lưu Chi bộ" if voice.is_cell else say("Lưu Đảng uỷ")),
        verification=stamp.verification,
    )


def certificate_of(paper: IssuedPaper, voice: Voice, stamp: Stamp) -> Certificate:
    """The certificate to an issued decision."""
    reward = paper.reward
    assert reward is not None  # a certificate belongs to a decision on a reward
    return Certificate(
        issuer_lines=(voice.issuer,),
        award="Giấy khen",
        recipient=f"Đồng chí {reward.member.full_name}",
        recipient_detail=f"Đảng viên {reward.organisation.name}",
        reason=_without_end(reward.reason),
        place=voice.place,
        date=paper.issued_on,
        signature=signature_for(voice, paper.signed_by),
        records=(voice.say("Quyết định ") + f"{_lower(paper.symbol)}, ngày {short_date(paper.issued_on)}",),
        verification=stamp.verification,
    )


def _bases(reward: Reward, voice: Voice) -> Iterator[Block]:
    say = voice.say
    yield Basis(runs(say("Căn cứ ") + _without_end(reward.citation)))
    meeting = reward.meeting or (reward.quiz.meeting if reward.quiz else None)
    if meeting:
        day = timezone.localtime(meeting.starts_at).date()
        yield Basis(
            runs(
                say(
                    "Căn cứ kết quả buổi sinh hoạt chuyên đề {title}, ngày {day}",
                    title=quoted(meeting.title),
                    day=short_date(day),
                )
            )
        )
    if reward.organisation_id != voice.organisation.pk:
        yield Basis(runs(say("Xét đề nghị của {cell}", cell=reward.organisation.name)))


def _article(number: int, text: str) -> Paragraph:
    return Paragraph(runs(Run(f"Điều {number}. ", bold=True), text))


def _without_end(text: str) -> str:
    return text.strip().rstrip(".;")


def _lower(symbol: str) -> str:
    return symbol[:1].lower() + symbol[1:]

"""Minutes are composed, edited by several, signed by two, locked, amended."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.urls import reverse

from chuyende.faces.paperwork import errors, queries, services
from chuyende.faces.paperwork.enums import MinutesState, Signer
from chuyende.faces.paperwork.models import IssuedPaper, Minutes
from chuyende.foundation.core.errors import EditedMeanwhile, NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.organisation.models import Term
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.foundation.review.errors import NotEditableNow, ReasonMissing
from chuyende.foundation.review.services import approve_review, submit_review
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.governance.errors import RuleMissing
from chuyende.planning.governance.models import RuleSet
from tests.faces.paperwork.factories import Held, sign_both, user_of
from tests.factories import make_body
from tests.meeting.meetings.factories import finish, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Held:
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.CLOSED)
    return Held(body, meeting, Minutes.objects.get(meeting=meeting))


def section_of(held: Held, key: str = "assessment"):
    return held.minutes.sections.get(key=key)


def save(held: Held, who, body: str, *, key: str = "assessment", revision: int = 0):
    return services.save_section(
        actor=user_of(who), section=section_of(held, key), body=body, revision=revision
    )


def sign(held: Held, who, signer: str, **seen):
    return services.sign_minutes(actor=user_of(who), minutes=held.minutes, signer=signer, **seen)


# --- composing ----------------------------------------------------------------------------------------


def test_closing_composes_the_minutes_once_in_the_hands_of_the_minute_taker(held):
    meetings.close_meeting(actor=user_of(held.body.secretary), meeting=held.meeting)

    assert Minutes.objects.count() == 1
    assert held.minutes.review.author == held.body.minute_taker.user
    assert held.minutes.review.decider == held.body.secretary.user
    told = Notification.objects.filter(recipient=held.body.minute_taker.user)
    assert told.filter(url=reverse("paperwork:minutes_detail", args=[held.minutes.pk])).count() == 1
    assert queries.state_of(held.minutes) == MinutesState.DRAFT


def test_a_missing_term_or_layout_does_not_stop_closing_but_signing():
    body = make_body()
    Term.objects.all().delete()
    RuleSet.objects.filter(code="paper_layout").delete()
    meeting = make_meeting(body, stage=MeetingStage.CLOSED)
    held = Held(body, meeting, meeting.minutes)

    with pytest.raises(errors.TermMissing, match="Quản trị viên thêm nhiệm kỳ"):
        sign(held, body.minute_taker, "taker")
    Term.objects.create(organisation=body.committee, name="2025–2030", since="2025-06-01")
    with pytest.raises(RuleMissing):
        sign(held, body.minute_taker, "taker")

    held.minutes.refresh_from_db()
    assert held.minutes.taker_signed_at is None
    assert held.minutes.review.status == ReviewStatus.DRAFT


# --- editing ------------------------------------------------------------------------------------------


def test_two_secretaries_save_different_parts_and_both_are_kept(held):
    save(held, held.body.secretary, "Chi bộ tự chấm 92/100 điểm, xếp loại Tốt.")
    save(held, held.body.deputy, "Thời gian: 14 giờ 00.", key="time")

    assert section_of(held).body == "Chi bộ tự chấm 92/100 điểm, xếp loại Tốt."
    assert section_of(held, "time").body == "Thời gian: 14 giờ 00."


def test_the_second_to_save_the_same_part_sees_the_first_text_and_loses_nothing(held):
    save(held, held.body.secretary, "Xếp loại Tốt.")

    with pytest.raises(EditedMeanwhile, match="Trần Thị Bích đã lưu") as refused:
        save(held, held.body.deputy, "Xếp loại Khá.")

    assert refused.value.theirs == "Xếp loại Tốt."
    assert section_of(held).body == "Xếp loại Tốt."
    assert save(held, held.body.deputy, "Xếp loại Tốt, cần khắc phục.", revision=1).revision == 2


def test_the_same_text_sent_twice_is_saved_once(held):
    save(held, held.body.secretary, "Xếp loại Tốt.\r\n")

    again = save(held, held.body.secretary, "Xếp loại Tốt.")

    assert again.revision == 1


def test_the_text_of_the_facts_can_be_taken_again(held):
    composed = section_of(held, "composition").composed
    save(held, held.body.secretary, "Đủ cả.", key="composition")

    services.restore_section(
        actor=user_of(held.body.secretary), section=section_of(held, "composition"), revision=1
    )

    assert section_of(held, "composition").body == composed
    assert queries.edited_sections(held.minutes).count() == 0


def test_a_text_marked_secret_is_refused(held):
    with pytest.raises(errors.MarkedSecret):
        save(held, held.body.secretary, "Nội dung\nMẬT\nkhông ghi ở đây")

    assert section_of(held).body == ""


def test_an_ordinary_member_neither_edits_nor_signs(held):
    with pytest.raises(NotAllowed):
        save(held, held.body.member, "x")
    with pytest.raises(NotAllowed):
        sign(held, held.body.member, "taker")
    with pytest.raises(NotAllowed):
        sign(held, held.body.party_secretary, "chair")


# --- signing ------------------------------------------------------------------------------------------


def test_the_minute_taker_signs_then_the_chair_and_the_minutes_are_locked_with_a_number(held):
    after_first = sign(held, held.body.minute_taker, "taker")
    assert queries.state_of(after_first) == MinutesState.TAKER_SIGNED

    minutes = sign(held, held.body.secretary, "chair")

    assert minutes.review.status == ReviewStatus.LOCKED
    assert minutes.issued.symbol == "Số 01-BB/CB"
    assert minutes.issued.signed_by == held.body.secretary
    assert minutes.taker_signed_by == held.body.minute_taker.user
    assert minutes.chair_signed_by == held.body.secretary.user
    verbs = AuditEntry.objects.order_by("sequence").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb in ("minutes_signed", "paper_issued", "review_locked")] == [
        *("minutes_signed", "minutes_signed", "paper_issued", "review_locked")
    ]


def test_a_double_click_on_signing_signs_once(held):
    for who, signer in ((held.body.minute_taker, "taker"), (held.body.secretary, "chair")):
        first = sign(held, who, signer)
        again = sign(held, who, signer)
        assert (
            queries.signature_of(again, Signer(signer)).at == queries.signature_of(first, Signer(signer)).at
        )

    assert IssuedPaper.objects.count() == 1
    assert held.minutes.review.versions.count() == 1


def test_the_chair_does_not_sign_before_the_minute_taker(held):
    with pytest.raises(errors.TakerSignsFirst, match="Phạm Thị Đào"):
        sign(held, held.body.secretary, "chair")


def test_nobody_signs_for_one_who_has_an_account(held):
    with pytest.raises(errors.NotYourSignature, match="Phạm Thị Đào"):
        sign(held, held.body.deputy, "taker")
    sign(held, held.body.minute_taker, "taker")
    with pytest.raises(errors.NotYourSignature, match="Trần Thị Bích"):
        sign(held, held.body.deputy, "chair")


def test_the_general_page_of_approval_gives_the_same_signatures(held):
    review = submit_review(actor=user_of(held.body.minute_taker), review=held.minutes.review)
    approve_review(actor=user_of(held.body.secretary), review=review)

    held.minutes.refresh_from_db()
    assert held.minutes.taker_signed_by == held.body.minute_taker.user
    assert held.minutes.issued.number == 1


def test_a_leader_cannot_hand_in_for_the_minute_taker_by_the_general_page(held):
    with pytest.raises(errors.NotYourSignature), transaction.atomic():
        submit_review(actor=user_of(held.body.deputy), review=held.minutes.review)

    held.minutes.review.refresh_from_db()
    assert held.minutes.review.status == ReviewStatus.DRAFT


def test_nobody_signs_a_text_changed_after_it_was_read(held):
    seen = queries.seen_by_signer(held.minutes)
    save(held, held.body.deputy, "Xếp loại Tốt.")

    with pytest.raises(errors.TextChanged):
        sign(held, held.body.minute_taker, "taker", seen=seen)

    signed = sign(held, held.body.minute_taker, "taker", seen=queries.seen_by_signer(held.minutes))
    assert signed.taker_signed_at


def test_a_part_that_minutes_need_is_not_left_empty(held):
    save(held, held.body.secretary, "", key="conclusions")

    with pytest.raises(errors.TextMissing, match="Kết luận và phân công nhiệm vụ"):
        sign(held, held.body.minute_taker, "taker")


def test_after_the_first_signature_nobody_edits(held):
    sign(held, held.body.minute_taker, "taker")

    with pytest.raises(NotEditableNow):
        save(held, held.body.secretary, "x")
    sign(held, held.body.secretary, "chair")
    with pytest.raises(NotEditableNow):
        save(held, held.body.minute_taker, "x")


def test_the_chair_returns_with_a_reason_and_the_minute_taker_signs_again(held):
    sign(held, held.body.minute_taker, "taker")
    with pytest.raises(ReasonMissing):
        services.return_minutes(actor=user_of(held.body.secretary), minutes=held.minutes, reason=" ")

    minutes = services.return_minutes(
        actor=user_of(held.body.secretary), minutes=held.minutes, reason="Ghi thiếu ý kiến đồng chí Êm."
    )

    assert queries.state_of(minutes) == MinutesState.RETURNED
    assert minutes.taker_signed_at is None
    assert queries.last_return(minutes).reason == "Ghi thiếu ý kiến đồng chí Êm."
    assert sign_both(held).issued.number == 1


def test_who_is_asked_to_sign_first_the_minute_taker_then_the_chair(held):
    def asked() -> set[str]:
        people = (held.body.minute_taker, held.body.secretary, held.body.deputy, held.body.member)
        return {who.full_name for who in people if queries.minutes_to_sign(user_of(who)).exists()}

    assert asked() == {"Phạm Thị Đào"}
    sign(held, held.body.minute_taker, "taker")
    assert asked() == {"Trần Thị Bích"}
    sign(held, held.body.secretary, "chair")
    assert asked() == set()


# --- signatures on paper ------------------------------------------------------------------------------


@pytest.fixture
def chair_on_paper() -> Held:
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.OPEN)
    finish(body, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(chair=body.paper_member)
    meeting = meetings.close_meeting(actor=user_of(body.secretary), meeting=meeting)
    return Held(body, meeting, Minutes.objects.get(meeting=meeting))


def test_a_chair_without_account_signs_on_paper_and_a_leader_records_it(chair_on_paper):
    held = chair_on_paper
    sign(held, held.body.minute_taker, "taker")
    assert queries.minutes_to_sign(user_of(held.body.deputy)).count() == 1
    acts = queries.acts_of(queries.minutes_of(held.meeting), user_of(held.body.deputy))
    assert (acts.sign, acts.sign_for) == (Signer.CHAIR, held.body.paper_member)

    minutes = sign(held, held.body.deputy, "chair")

    signature = queries.signature_of(minutes, Signer.CHAIR)
    assert (signature.on_paper, signature.recorded_by) == (True, held.body.deputy.user)
    assert AuditEntry.objects.filter(verb="minutes_signed_on_paper").count() == 1
    notes = [each["note"] for each in minutes.issued.content["signatures"]]
    assert [note.split(" lúc ")[0] for note in notes] == ["Đã ký điện tử", "Đã ký trên bản giấy, ghi nhận"]


def test_a_minute_taker_without_account_signs_on_paper(held):
    member = held.body.minute_taker
    member.user, account = None, member.user
    member.save()
    account.is_active = False
    account.save()

    minutes = sign(held, held.body.secretary, "taker")
    assert queries.signature_of(minutes, Signer.TAKER).on_paper
    minutes = sign(held, held.body.secretary, "chair")

    assert minutes.issued.number == 1
    assert not queries.signature_of(minutes, Signer.CHAIR).on_paper


# --- amending -----------------------------------------------------------------------------------------


def test_an_amendment_is_a_new_version_with_its_reason_under_the_same_number(held):
    first = sign_both(held).issued
    services.amend_minutes(
        actor=user_of(held.body.minute_taker), minutes=held.minutes, reason="Ghi sai giờ kết thúc."
    )
    held.minutes.refresh_from_db()
    assert queries.state_of(held.minutes) == MinutesState.AMENDING
    save(held, held.body.minute_taker, "Buổi sinh hoạt kết thúc lúc 16 giờ 30.", key="closing")

    second = sign_both(held).issued

    assert (second.symbol, second.version, second.replaces) == (first.symbol, 2, first)
    assert second.code != first.code
    first.refresh_from_db()
    assert "16 giờ 30" not in str(first.content)
    assert "bản điều chỉnh lần 1" in str(second.content)
    assert "Ghi sai giờ kết thúc" in str(second.content)
    user = user_of(held.body.secretary)
    assert list(queries.register_of(user)) == [second]
    assert list(queries.versions_of(first)) == [second, first]


def test_an_amendment_needs_a_reason_and_a_signed_text(held):
    sign_both(held)

    with pytest.raises(ReasonMissing):
        services.amend_minutes(actor=user_of(held.body.minute_taker), minutes=held.minutes, reason="")
    with pytest.raises(NotAllowed):
        services.amend_minutes(actor=user_of(held.body.member), minutes=held.minutes, reason="x")


# --- at once ------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_chair_who_presses_four_times_at_once_signs_once():
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.CLOSED)
    held = Held(body, meeting, Minutes.objects.get(meeting=meeting))
    sign(held, body.minute_taker, "taker")

    def press(_time: int) -> str:
        try:
            return sign(held, body.secretary, "chair").issued.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        codes = set(pool.map(press, range(4)))

    assert codes == {IssuedPaper.objects.get().code}
    assert AuditEntry.objects.filter(verb="minutes_signed").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_save_the_same_part_at_once_are_one_saved_and_one_told():
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.CLOSED)
    held = Held(body, meeting, Minutes.objects.get(meeting=meeting))

    def write(who: str) -> str:
        try:
            return save(held, getattr(body, who), f"Của {who}").body
        except EditedMeanwhile as error:
            return error.theirs
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        seen = set(pool.map(write, ("secretary", "deputy")))

    assert seen == {section_of(held).body}
    assert section_of(held).revision == 1

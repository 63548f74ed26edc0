"""A topic proposed on a phone: provisions found by words without marks; the same form without JavaScript."""

import pytest
from playwright.sync_api import expect

from chuyende.planning.programmes.models import Topic
from tests import factories
from tests.planning.governance.factories import make_document, make_provision

pytestmark = pytest.mark.browser


def make_provisions(body):
    resolution = make_document(body.committee, "03-NQ/ĐH", title="Nghị quyết Đại hội Đảng bộ Trường")
    guideline = make_document(body.committee, "12-HD/BTCTW", title="Hướng dẫn sinh hoạt chi bộ")
    return (
        make_provision(resolution, "3", text="Đổi mới phương pháp giảng dạy."),
        make_provision(guideline, "7", text="Mỗi quý sinh hoạt chuyên đề ít nhất một lần."),
    )


def fill_in(page, body):
    page.get_by_label("Tên").fill("Tự phê bình và phê bình")
    page.get_by_label("Mục tiêu").fill("Mỗi đảng viên sửa một việc.")
    page.get_by_label("Giảng dạy").check()
    page.get_by_label("Thảo luận").check()
    page.get_by_label("Người chuẩn bị đề dẫn").select_option(str(body.member.pk))
    page.get_by_label("Người trình bày").select_option(str(body.member.pk))


def test_a_topic_is_proposed_on_a_phone(live, open_phone, axe):
    body = factories.make_body()
    resolution, guideline = make_provisions(body)
    page = open_phone(body.secretary.user)
    page.goto("/ke-hoach/")
    page.get_by_role("link", name="Đề xuất chuyên đề", exact=True).click()
    page.get_by_text("Quý IV").first.click()
    fill_in(page, body)
    congress = page.get_by_label("Nghị quyết đại hội")
    search = page.get_by_label("Tìm trong danh sách").first

    search.fill("doi moi giang day")
    expect(congress.locator("option:not([hidden])")).to_have_count(2)
    congress.select_option(str(resolution.pk))
    search.fill("khong co gi nhu the")
    expect(page.get_by_text("Danh sách không có mục nào khớp.").first).to_be_visible()
    expect(congress).to_have_value(str(resolution.pk))
    page.get_by_label("Chuyên đề vận dụng gì từ căn cứ này").first.fill("Nhiệm vụ trọng tâm của nhiệm kỳ.")
    axe(page)
    page.get_by_role("button", name="Lưu bản nháp").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Tự phê bình và phê bình")
    expect(page.get_by_text("Còn thiếu căn cứ:")).to_be_visible()
    axe(page)
    assert Topic.objects.get().groundings.get().provision == resolution
    assert guideline.groundings.count() == 0


def test_a_topic_is_proposed_without_javascript(live, open_phone):
    body = factories.make_body()
    resolution, _guideline = make_provisions(body)
    page = open_phone(body.secretary.user, java_script_enabled=False)
    page.goto(f"/ke-hoach/to-chuc/{body.cell.pk}/chuyen-de-moi/?quy=2026-Q4")
    expect(page.get_by_label("Tìm trong danh sách")).to_have_count(3)
    expect(page.get_by_label("Tìm trong danh sách").first).to_be_hidden()
    fill_in(page, body)
    page.get_by_label("Nghị quyết đại hội").select_option(str(resolution.pk))
    page.get_by_label("Chuyên đề vận dụng gì từ căn cứ này").first.fill("Nhiệm vụ trọng tâm của nhiệm kỳ.")

    page.get_by_role("button", name="Lưu bản nháp").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Tự phê bình và phê bình")
    assert Topic.objects.get().groundings.count() == 1

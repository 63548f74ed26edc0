"""Lập Đảng bộ, nhập danh sách đảng viên, phát mật khẩu: the organisation, by the administrator."""

from playwright.sync_api import Page, expect

from .world import ADMINISTRATOR, FILES, NAM_NAY, OWN_PASSWORD, World


def lap_dang_bo(world: World) -> Page:
    """The first page of an empty installation."""
    page = world.open_wide()
    page.goto("/")
    page.get_by_role("link", name="Thiết lập hệ thống").click()
    term = f"Nhiệm kỳ {NAM_NAY - 1}–{NAM_NAY + 4}"
    for label, value in (
        ("Tên Đảng bộ", "Đảng bộ Trường Chính trị tỉnh Lào Cai"),
        ("Tên gọi tắt", "Đảng bộ Trường"),
        ("Tổ chức đảng cấp trên trực tiếp", "Đảng bộ các cơ quan Đảng tỉnh Lào Cai"),
        ("Địa danh ghi trên văn bản", "Lào Cai"),
        ("Ngày thành lập", "1991-11-18"),
        ("Tên nhiệm kỳ hiện tại", term),
        ("Ngày đầu nhiệm kỳ", f"{NAM_NAY - 1}-06-20"),
        ("Ngày cuối nhiệm kỳ", f"{NAM_NAY + 4}-06-19"),
        ("Họ và tên của đồng chí", ADMINISTRATOR),
        ("Địa chỉ e-mail của đồng chí", "dangvien38@truongchinhtri.example"),
        ("Tên đăng nhập", "quantri"),
        ("Mật khẩu tự đặt", OWN_PASSWORD),
    ):
        page.get_by_label(label).fill(value)
    world.check(page)
    page.get_by_role("button", name="Thiết lập và bắt đầu").click()
    expect(page.get_by_text("Đã thiết lập Đảng bộ.")).to_be_visible()
    world.slips[ADMINISTRATOR] = ("quantri", OWN_PASSWORD)
    world.is_signed_in(ADMINISTRATOR, page)
    return page


def doc_thu_danh_sach(page: Page) -> None:
    """The dry run: everything is shown, nothing is written."""
    page.get_by_role("link", name="Nhập danh sách đảng viên").first.click()
    page.locator("input[type=file]").set_input_files(FILES / "danh-sach-dang-vien.xlsx")
    page.get_by_role("button", name="Đọc danh sách").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra trước khi nhập")
    expect(page.get_by_text("chưa ghi gì")).to_be_visible()


def xac_nhan_danh_sach(page: Page) -> None:
    page.get_by_label("Lập các chi bộ chưa có").check()
    page.get_by_label("Mở tài khoản cho từng đảng viên được nhập").check()
    page.get_by_role("button", name="Nhập 45 đảng viên").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("danh-sach-dang-vien.xlsx")


def phat_mat_khau(world: World, page: Page) -> None:
    """The slips that are printed and handed out."""
    page.get_by_role("link", name="Mở danh sách để in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mật khẩu dùng một lần")
    for row in page.get_by_role("row").all()[1:]:
        name, _cell, username, password = (square.strip() for square in row.inner_text().split("\t"))
        world.slips[name] = (username, password)


def so_dang_vien(page: Page, place: str, secretary: str, numbers: str) -> None:
    """Members, official, probationary: as the tree counts them today."""
    if not page.url.endswith("/to-chuc/"):
        page.goto("/to-chuc/")
    expect(page.get_by_role("row", name=f"{place} {secretary} {numbers}", exact=True)).to_be_visible()

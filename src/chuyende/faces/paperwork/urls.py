from django.urls import path

from .views import minutes, papers, register

app_name = "paperwork"
urlpatterns = [
    path("", register.paper_list, name="paper_list"),
    path("so-van-ban.xlsx", register.paper_list_xlsx, name="paper_list_xlsx"),
    path("tra-cuu/<slug:code>/", register.verify, name="verify"),
    path("<uuid:pk>/", papers.paper_detail, name="paper_detail"),
    path("<uuid:pk>/tep.<str:suffix>", papers.paper_file, name="paper_file"),
    path("<uuid:pk>/giay-khen.<str:suffix>", papers.certificate_file, name="certificate_file"),
    path("bien-ban/", minutes.minutes_list, name="minutes_list"),
    path("bien-ban/<uuid:pk>/", minutes.minutes_detail, name="minutes_detail"),
    path("bien-ban/<uuid:pk>/sua/", minutes.minutes_edit, name="minutes_edit"),
    path("bien-ban/<uuid:pk>/ky/", minutes.minutes_sign, name="minutes_sign"),
    path("bien-ban/<uuid:pk>/tra-lai/", minutes.minutes_return, name="minutes_return"),
    path("bien-ban/<uuid:pk>/dieu-chinh/", minutes.minutes_amend, name="minutes_amend"),
    path("bien-ban/<uuid:pk>/du-thao.<str:suffix>", minutes.minutes_draft_file, name="minutes_draft_file"),
    path("bien-ban/phan/<uuid:pk>/", minutes.section_edit, name="section_edit"),
    path("bien-ban/phan/<uuid:pk>/theo-du-kien/", minutes.section_restore, name="section_restore"),
    path("buoi/<uuid:pk>/", papers.meeting_papers, name="meeting_papers"),
    path("buoi/<uuid:pk>/giay-moi/", papers.summons_detail, name="summons_detail"),
    path("buoi/<uuid:pk>/giay-moi/phat-hanh/", papers.summons_issue, name="summons_issue"),
    path(
        "buoi/<uuid:pk>/giay-moi/du-thao.<str:suffix>", papers.summons_draft_file, name="summons_draft_file"
    ),
    path("buoi/<uuid:pk>/danh-sach-ky.pdf", papers.sign_sheet_file, name="sign_sheet_file"),
    path("buoi/<uuid:pk>/nguoi-du.csv", papers.attendees_file, name="attendees_file"),
    path("chuyen-de/<uuid:pk>/ke-hoach/", papers.plan_detail, name="plan_detail"),
    path("chuyen-de/<uuid:pk>/ke-hoach/phat-hanh/", papers.plan_issue, name="plan_issue"),
    path("chuyen-de/<uuid:pk>/ke-hoach/du-thao.<str:suffix>", papers.plan_draft_file, name="plan_draft_file"),
]

"""Every address of the program, by wing. What is open without signing in is a literal list in a test."""

from django.urls import include, path

urlpatterns = [
    path("", include("chuyende.faces.portal.urls")),
    path("viec/", include("chuyende.faces.desk.urls")),
    path("toan-dang-bo/", include("chuyende.faces.insights.urls")),
    path("van-ban/", include("chuyende.faces.paperwork.urls")),
    path("khen-thuong/", include("chuyende.followup.rewards.urls")),
    path("hoi-truong/", include("chuyende.meeting.live.urls")),
    path("cuoc-thi/", include("chuyende.meeting.contests.urls")),
    path("trac-nghiem/", include("chuyende.meeting.quizzes.urls")),
    path("cau-hoi/", include("chuyende.meeting.questions.urls")),
    path("thao-luan/", include("chuyende.meeting.discussion.urls")),
    path("sinh-hoat/", include("chuyende.meeting.meetings.urls")),
    path("ke-hoach/", include("chuyende.planning.programmes.urls")),
    path("hoc-lieu/", include("chuyende.planning.library.urls")),
    path("van-ban-chi-dao/", include("chuyende.planning.governance.urls")),
    path("phan-cong/", include("chuyende.foundation.assignments.urls")),
    path("duyet/", include("chuyende.foundation.review.urls")),
    path("thong-bao/", include("chuyende.foundation.notifications.urls")),
    path("to-chuc/", include("chuyende.foundation.organisation.urls")),
    path("tai-khoan/", include("chuyende.foundation.accounts.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("", include("chuyende.foundation.ui.urls")),
]

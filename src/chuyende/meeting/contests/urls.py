from django.urls import path

from . import views

app_name = "contests"
urlpatterns = [
    path("", views.contest_list, name="contest_list"),
    path("them/<uuid:organisation>/", views.contest_create, name="contest_create"),
    path("<uuid:pk>/", views.contest_detail, name="contest_detail"),
    path("<uuid:pk>/sua/", views.contest_change, name="contest_change"),
    path("<uuid:pk>/xoa/", views.contest_remove, name="contest_remove"),
    path("<uuid:pk>/vong/them/", views.round_add, name="round_add"),
    path("<uuid:pk>/vong/<uuid:one>/", views.round_change, name="round_change"),
    path("<uuid:pk>/vong/<uuid:one>/rut/", views.round_remove, name="round_remove"),
    path("<uuid:pk>/cong-bo/", views.contest_announce, name="contest_announce"),
    path("<uuid:pk>/the-le/", views.contest_rules, name="contest_rules"),
    path("<uuid:pk>/du-doan/", views.contest_predict, name="contest_predict"),
    path("<uuid:pk>/ket-qua/", views.contest_standings, name="contest_standings"),
    path("<uuid:pk>/chi-bo/<uuid:cell>/", views.contest_cell, name="contest_cell"),
    path("<uuid:pk>/dieu-hanh/", views.contest_direct, name="contest_direct"),
    path("<uuid:pk>/dong-hang/", views.tie_decide, name="tie_decide"),
    path("<uuid:pk>/cong-bo-ket-qua/", views.contest_close, name="contest_close"),
    path("<uuid:pk>/cong-bo-lai/", views.contest_announce_again, name="contest_announce_again"),
    path("<uuid:pk>/huy-ket-qua/", views.result_cancel, name="result_cancel"),
    path("huy-ket-qua/<uuid:pk>/", views.case_detail, name="case_detail"),
    path("huy-ket-qua/<uuid:pk>/giai-trinh/", views.case_reply, name="case_reply"),
    path("huy-ket-qua/<uuid:pk>/ket-luan/", views.case_settle, name="case_settle"),
]

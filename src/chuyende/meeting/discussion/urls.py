from django.urls import path

from . import views

app_name = "discussion"
urlpatterns = [
    path("", views.my_papers, name="my_papers"),
    path("buoi/<uuid:meeting>/tham-luan/", views.paper_list, name="paper_list"),
    path("buoi/<uuid:meeting>/tham-luan/dang-ky/", views.paper_offer, name="paper_offer"),
    path("buoi/<uuid:meeting>/phat-bieu/", views.contribution_list, name="contribution_list"),
    path("buoi/<uuid:meeting>/bieu-quyet/", views.vote_list, name="vote_list"),
    path("tham-luan/<uuid:pk>/", views.paper_detail, name="paper_detail"),
    path("tham-luan/<uuid:pk>/viet/", views.paper_write, name="paper_write"),
    path("tham-luan/<uuid:pk>/luu-tam/", views.paper_autosave, name="paper_autosave"),
    path("tham-luan/<uuid:pk>/tai-len/", views.paper_upload, name="paper_upload"),
    path("tham-luan/<uuid:pk>/tep/", views.paper_file, name="paper_file"),
    path("tham-luan/<uuid:pk>/nop/", views.paper_submit, name="paper_submit"),
    path("tham-luan/<uuid:pk>/rut/", views.paper_take_back, name="paper_take_back"),
    path("tham-luan/<uuid:pk>/vao-chuong-trinh/", views.paper_place, name="paper_place"),
    path("tham-luan/<uuid:pk>/trinh-bay/", views.paper_present, name="paper_present"),
    path("tham-luan/<uuid:pk>/bo/", views.paper_remove, name="paper_remove"),
    path("phat-bieu/<uuid:pk>/", views.contribution_change, name="contribution_change"),
    path("phat-bieu/<uuid:pk>/bo/", views.contribution_remove, name="contribution_remove"),
    path("bieu-quyet/<uuid:pk>/bo/", views.vote_remove, name="vote_remove"),
]

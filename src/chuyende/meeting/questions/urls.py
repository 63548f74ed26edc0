from django.urls import path

from . import views

app_name = "questions"
urlpatterns = [
    path("", views.question_bank, name="question_bank"),
    path("viet/", views.question_write, name="question_write"),
    path("giong/", views.question_alike, name="question_alike"),
    path("xuat/", views.question_export, name="question_export"),
    path("xuat/<slug:code>/", views.question_export_file, name="question_export_file"),
    path("nhap/", views.import_start, name="import_start"),
    path("nhap/mau/<slug:code>/", views.import_template, name="import_template"),
    path("nhap/<uuid:pk>/", views.import_detail, name="import_detail"),
    path("nhap/<uuid:pk>/cau/<int:number>/", views.import_row, name="import_row"),
    path("nhap/<uuid:pk>/chon/", views.import_choose, name="import_choose"),
    path("nhap/<uuid:pk>/dua-vao/", views.import_take, name="import_take"),
    path("nhap/<uuid:pk>/hoan-tac/", views.import_undo, name="import_undo"),
    path("nhap/<uuid:pk>/bo/", views.import_discard, name="import_discard"),
    path("tep/<uuid:pk>/", views.question_file, name="question_file"),
    path("<uuid:pk>/", views.question_detail, name="question_detail"),
    path("<uuid:pk>/sua/", views.question_change, name="question_change"),
    path("<uuid:pk>/tham-dinh/", views.question_check, name="question_check"),
    path("<uuid:pk>/dung-chung/", views.question_share, name="question_share"),
    path("<uuid:pk>/bo/", views.question_retire, name="question_retire"),
    path("<uuid:pk>/dua-lai/", views.question_restore, name="question_restore"),
]

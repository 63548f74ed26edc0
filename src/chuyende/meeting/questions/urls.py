from django.urls import path

from . import views

app_name = "questions"
urlpatterns = [
    path("", views.question_bank, name="question_bank"),
    path("viet/", views.question_write, name="question_write"),
    path("giong/", views.question_alike, name="question_alike"),
    path("tep/<uuid:pk>/", views.question_file, name="question_file"),
    path("<uuid:pk>/", views.question_detail, name="question_detail"),
    path("<uuid:pk>/sua/", views.question_change, name="question_change"),
    path("<uuid:pk>/tham-dinh/", views.question_check, name="question_check"),
    path("<uuid:pk>/dung-chung/", views.question_share, name="question_share"),
    path("<uuid:pk>/bo/", views.question_retire, name="question_retire"),
    path("<uuid:pk>/dua-lai/", views.question_restore, name="question_restore"),
]

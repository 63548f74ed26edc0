from django.urls import path

from . import views

app_name = "quizzes"
urlpatterns = [
    path("", views.quiz_list, name="quiz_list"),
    path("ho-tro/<uuid:organisation>/", views.accommodation_list, name="accommodation_list"),
    path("hoc/", views.study, name="study"),
    path("soan/<uuid:meeting>/", views.quiz_create, name="quiz_create"),
    path("<uuid:pk>/", views.quiz_detail, name="quiz_detail"),
    path("<uuid:pk>/soan/", views.quiz_prepare, name="quiz_prepare"),
    path("<uuid:pk>/sua/", views.quiz_change, name="quiz_change"),
    path("<uuid:pk>/co-cau/", views.quiz_blueprint, name="quiz_blueprint"),
    path("<uuid:pk>/co-cau/vua-du/", views.quiz_blueprint_fits, name="quiz_blueprint_fits"),
    path("<uuid:pk>/phieu-in/", views.quiz_print, name="quiz_print"),
    path("<uuid:pk>/nhap-phieu/", views.paper_enter, name="paper_enter"),
    path("<uuid:pk>/phat-hanh/", views.quiz_publish, name="quiz_publish"),
    path("<uuid:pk>/xoa/", views.quiz_remove, name="quiz_remove"),
    path("<uuid:pk>/cau-hoi/them/", views.question_add, name="question_add"),
    path("<uuid:pk>/cau-hoi/ngan-hang/", views.question_reuse, name="question_reuse"),
    path("<uuid:pk>/cau-hoi/<uuid:question>/", views.question_change, name="question_change"),
    path("<uuid:pk>/cau-hoi/<uuid:question>/rut/", views.question_remove, name="question_remove"),
    path("<uuid:pk>/cau-hoi/<uuid:question>/chuyen/", views.question_move, name="question_move"),
    path("<uuid:pk>/ket-qua/", views.quiz_results, name="quiz_results"),
    path("<uuid:pk>/ket-qua.xlsx", views.quiz_results_xlsx, name="quiz_results_xlsx"),
    path("<uuid:pk>/lam-bai/", views.attempt_start, name="attempt_start"),
    path("bai-lam/ngoai-tuyen.js", views.attempt_worker, name="attempt_worker"),
    path("bai-lam/<uuid:pk>/", views.attempt_detail, name="attempt_detail"),
    path("bai-lam/<uuid:pk>/luu/", views.attempt_save, name="attempt_save"),
    path("bai-lam/<uuid:pk>/giu/", views.attempt_keep, name="attempt_keep"),
    path("bai-lam/<uuid:pk>/xem-lai/", views.attempt_review, name="attempt_review"),
    path("bai-lam/<uuid:pk>/nop/", views.attempt_submit, name="attempt_submit"),
    path("bai-lam/<uuid:pk>/ket-qua/", views.attempt_result, name="attempt_result"),
]

from django.urls import path

from . import views

app_name = "live"
# «ws» and «poll» under a sitting are answered by the live hall itself: config/asgi.py
urlpatterns = [
    path("", views.sitting_list, name="sitting_list"),
    path("vao/", views.sitting_join, name="sitting_join"),
    path("mo/<uuid:quiz>/", views.sitting_create, name="sitting_create"),
    path("the/<str:code>/", views.seat_card_join, name="seat_card_join"),
    path("the-chi-bo/<uuid:organisation>/", views.seat_cards_print, name="seat_cards_print"),
    path("the-chi-bo/<uuid:organisation>/cap/", views.seat_cards_issue, name="seat_cards_issue"),
    path("the-chi-bo/thu-hoi/<uuid:pk>/", views.seat_card_revoke, name="seat_card_revoke"),
    path("phieu-gio/<uuid:organisation>/", views.answer_card_list, name="answer_card_list"),
    path("phieu-gio/<uuid:organisation>/phat/", views.answer_cards_give, name="answer_cards_give"),
    path("phieu-gio/<uuid:organisation>/in/", views.answer_cards_print, name="answer_cards_print"),
    path("phieu-gio/thu-lai/<uuid:pk>/", views.answer_card_take_back, name="answer_card_take_back"),
    path("<uuid:pk>/", views.sitting_detail, name="sitting_detail"),
    path("<uuid:pk>/cho-ngoi/", views.sitting_phone, name="sitting_phone"),
    path("<uuid:pk>/dieu-khien/", views.sitting_host, name="sitting_host"),
    path("<uuid:pk>/man-chieu/", views.sitting_screen, name="sitting_screen"),
    path("<uuid:pk>/ket-thuc/", views.sitting_end, name="sitting_end"),
    path("<uuid:pk>/doi/", views.team_list, name="team_list"),
    path("<uuid:pk>/doi/<uuid:team>/xoa/", views.team_remove, name="team_remove"),
    path("<uuid:pk>/tep/<uuid:file>/<str:code>/", views.sitting_file, name="sitting_file"),
]

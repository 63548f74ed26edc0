from django.urls import path

from . import views

app_name = "assignments"
urlpatterns = [
    path("", views.task_list, name="task_list"),
    path("giao/<uuid:organisation>/", views.task_assign, name="task_assign"),
    path("<uuid:pk>/", views.task_detail, name="task_detail"),
    path("<uuid:pk>/minh-chung/", views.task_proof, name="task_proof"),
    path("<uuid:pk>/bao-cao/", views.task_report, name="task_report"),
    path("<uuid:pk>/hoan-thanh/", views.task_close, name="task_close"),
    path("<uuid:pk>/chuyen-ky/", views.task_postpone, name="task_postpone"),
    path("<uuid:pk>/rut/", views.task_withdraw, name="task_withdraw"),
]

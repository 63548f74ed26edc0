from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("phien/<int:pk>/ket-thuc/", views.session_end, name="session_end"),
]

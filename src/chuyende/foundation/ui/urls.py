from django.conf import settings
from django.urls import path

from . import views

app_name = "ui"

urlpatterns = [
    path("giao-dien/", views.preferences, name="preferences"),
    path("muc-luc/", views.places, name="places"),
]

if settings.DEBUG or getattr(settings, "UI_CATALOGUE", False):
    urlpatterns.append(path("_ui/", views.catalogue, name="catalogue"))

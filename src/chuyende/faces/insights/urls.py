from django.urls import path

from . import views

app_name = "insights"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("minh-chung/", views.evidence, name="evidence"),
    path("nhac/<uuid:pk>/<int:year>/<int:quarter>/", views.secretary_remind, name="secretary_remind"),
]

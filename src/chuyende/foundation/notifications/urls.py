from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("", views.notification_list, name="notification_list"),
    path("<uuid:pk>/mo/", views.notification_open, name="notification_open"),
    path("da-doc/", views.notification_read_all, name="notification_read_all"),
]

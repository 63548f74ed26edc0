from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("lich/", views.calendar, name="calendar"),
    path("lich/<int:year>/<int:month>/", views.calendar, name="calendar_month"),
    path("cua-toi/", views.my_tasks, name="my_tasks"),
    path("ho-so/", views.my_record, name="my_record"),
]

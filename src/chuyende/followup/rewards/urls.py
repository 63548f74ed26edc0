from django.urls import path

from . import views

app_name = "rewards"
urlpatterns = [
    path("", views.reward_list, name="reward_list"),
    path("de-nghi/<uuid:quiz>/", views.reward_propose, name="reward_propose"),
    path("<uuid:pk>/", views.reward_detail, name="reward_detail"),
    path("<uuid:pk>/quyet-dinh/", views.reward_decide, name="reward_decide"),
    path("<uuid:pk>/khong-dong-y/", views.reward_decline, name="reward_decline"),
]

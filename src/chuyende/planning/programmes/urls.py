from django.urls import path

from .views import plans, programmes, topics

app_name = "programmes"
urlpatterns = [
    path("", plans.plan, name="plan"),
    path("to-chuc/<uuid:pk>/", plans.organisation_plan, name="organisation_plan"),
    path("to-chuc/<uuid:organisation>/chuyen-de-moi/", topics.topic_propose, name="topic_propose"),
    path("chuyen-de/<uuid:pk>/", topics.topic_detail, name="topic_detail"),
    path("chuyen-de/<uuid:pk>/sua/", topics.topic_change, name="topic_change"),
    path("chuong-trinh/", programmes.programme_list, name="programme_list"),
    path(
        "to-chuc/<uuid:organisation>/chuong-trinh-moi/<str:level>/",
        programmes.programme_create,
        name="programme_create",
    ),
    path("chuong-trinh/<uuid:pk>/", programmes.programme_detail, name="programme_detail"),
    path("chuong-trinh/<uuid:pk>/sua/", programmes.programme_change, name="programme_change"),
    path("chuong-trinh/<uuid:pk>/giao-viec/", programmes.work_give_out, name="work_give_out"),
    path("chuong-trinh/<uuid:pk>/them-dong/", programmes.line_add, name="line_add"),
    path("dong/<uuid:pk>/sua/", programmes.line_change, name="line_change"),
    path("dong/<uuid:pk>/bo/", programmes.line_remove, name="line_remove"),
]

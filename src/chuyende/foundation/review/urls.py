from django.urls import path

from . import views

app_name = "review"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<uuid:pk>/", views.review_detail, name="review_detail"),
    path("<uuid:pk>/thay-doi/<int:number>/", views.review_changes, name="review_changes"),
    path("<uuid:pk>/gui/", views.review_submit, name="review_submit"),
    path("<uuid:pk>/gop-y/", views.review_comment, name="review_comment"),
    path("<uuid:pk>/duyet/", views.review_approve, name="review_approve"),
    path("<uuid:pk>/tra-lai/", views.review_return, name="review_return"),
    path("<uuid:pk>/dieu-chinh/", views.review_amend, name="review_amend"),
]

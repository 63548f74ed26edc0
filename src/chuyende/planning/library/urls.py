from django.urls import path

from . import views

app_name = "library"
urlpatterns = [
    path("", views.material_list, name="material_list"),
    path("them/<uuid:organisation>/", views.material_add, name="material_add"),
    path("<uuid:pk>/", views.material_detail, name="material_detail"),
    path("<uuid:pk>/sua/", views.material_change, name="material_change"),
    path("<uuid:pk>/xoa/", views.material_remove, name="material_remove"),
    path("<uuid:pk>/tep/", views.material_file, name="material_file"),
    path("<uuid:pk>/da-xem/", views.viewing_record, name="viewing_record"),
    path("<uuid:pk>/da-doc/", views.viewing_finish, name="viewing_finish"),
    path("<uuid:pk>/theo-doi/", views.material_viewings, name="material_viewings"),
    path("<uuid:pk>/theo-doi.xlsx", views.material_viewings_xlsx, name="material_viewings_xlsx"),
]

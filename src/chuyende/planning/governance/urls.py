from django.urls import path

from .views import documents, rule_sets

app_name = "governance"
urlpatterns = [
    path("", documents.document_list, name="document_list"),
    path("moi/", documents.document_register, name="document_register"),
    path("luu-ban-giay/", documents.document_register_paper, name="document_register_paper"),
    path("<uuid:pk>/", documents.document_detail, name="document_detail"),
    path("<uuid:pk>/tep/", documents.document_file, name="document_file"),
    path("<uuid:pk>/sua/", documents.document_change, name="document_change"),
    path("<uuid:pk>/thay-the/", documents.document_replace, name="document_replace"),
    path("<uuid:pk>/them-dieu/", documents.provision_add, name="provision_add"),
    path("dieu/<uuid:pk>/danh-so-lai/", documents.provision_renumber, name="provision_renumber"),
    path("bo-quy-dinh/", rule_sets.rule_list, name="rule_list"),
    path("bo-quy-dinh/<slug:code>/", rule_sets.rule_detail, name="rule_detail"),
    path("bo-quy-dinh/<slug:code>/phien-ban-moi/", rule_sets.rule_set, name="rule_set"),
]

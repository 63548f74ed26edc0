from django.urls import path
from django.http import HttpResponse
def _x(request, **k): return HttpResponse("")
app_name = "paperwork"
urlpatterns = [path("<uuid:pk>/", _x, name="minutes_detail"), path("tra-cuu/<slug:code>/", _x, name="verify")]

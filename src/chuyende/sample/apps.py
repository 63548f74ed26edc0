from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "chuyende.sample"
    label = "sample"

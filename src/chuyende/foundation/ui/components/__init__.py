"""The components by kind; `templatetags/ui.py` puts them together as `{% load ui %}`."""

from django import template

from chuyende.foundation.accounts.devices import device_name

register = template.Library()
register.filter(device_name)

"""What the signed-in home asks of all the apps below."""

from .calendar import Day, Month, month_of
from .record import Record, record_of
from .today import Today, ToDo, YearSoFar, today_of

__all__ = ["Day", "Month", "Record", "ToDo", "Today", "YearSoFar", "month_of", "record_of", "today_of"]

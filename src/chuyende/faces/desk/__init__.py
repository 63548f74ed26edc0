"""The signed-in home: today, inbox, calendar, tasks, my record."""

"""What has happened in the bank. Receivers get `imported` and `actor`, inside the transaction of the act."""

from django.dispatch import Signal

#: the questions of a file are in the bank: their ids stand in `imported.created`, in the order of the file
questions_imported = Signal()
#: they are about to be taken back: whoever asks them because of this import lets go of them
questions_import_undoing = Signal()

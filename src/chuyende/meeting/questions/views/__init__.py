from .bank import question_alike, question_bank, question_detail, question_file
from .checking import question_check, question_restore, question_retire, question_share
from .exporting import question_export, question_export_file
from .importing import (
    import_choose,
    import_detail,
    import_discard,
    import_row,
    import_start,
    import_take,
    import_template,
    import_undo,
)
from .writing import question_change, question_write

__all__ = [
    "import_choose",
    "import_detail",
    "import_discard",
    "import_row",
    "import_start",
    "import_take",
    "import_template",
    "import_undo",
    "question_alike",
    "question_bank",
    "question_change",
    "question_check",
    "question_detail",
    "question_export",
    "question_export_file",
    "question_file",
    "question_restore",
    "question_retire",
    "question_share",
    "question_write",
]

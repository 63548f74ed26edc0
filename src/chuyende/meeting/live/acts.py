"""The words by which the log tells what was done in the hall."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    sitting_created=_("opened a quiz in the hall"),
    sitting_seal=_("sent the next question ahead"),
    sitting_open=_("opened a question in the hall"),
    sitting_pause=_("paused a question in the hall"),
    sitting_resume=_("went on with a question in the hall"),
    sitting_close=_("closed a question in the hall"),
    sitting_reveal=_("showed the key of a question in the hall"),
    sitting_board=_("showed the standings in the hall"),
    sitting_skip=_("left a question out in the hall"),
    sitting_again=_("asked a question once more in the hall"),
    sitting_end=_("ended a quiz in the hall"),
    sitting_results=_("wrote the results of a quiz in the hall"),
    team_made=_("made a team for a quiz in the hall"),
    team_removed=_("took a team back"),
    seat_taken=_("took a seat in a quiz in the hall"),
    seat_cards_issued=_("issued members' cards for the hall"),
    seat_card_revoked=_("revoked a member's card for the hall"),
    answer_card_given=_("gave a member an answer card"),
    answer_card_taken_back=_("took a member's answer card back"),
    answer_cards_read=_("had answer cards read in the hall"),
)

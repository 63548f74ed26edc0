"""Word files of questions as officials write them, with what should be read out of each.

`habits` builds files of combined habits from a seed; `by_hand` holds files made one by one, with keys beside them.
"""

"""H5P: the questions of a content file, whichever content type holds them.

Read: Multiple Choice, True/False, Single Choice Set, Fill in the Blanks, Drag the Words, Summary and Sort the
Paragraphs, alone or within Question Set, Interactive Video, Course Presentation, Column and Interactive Book; another
task comes with its text and `Doubt.KIND_UNKNOWN`; what asks nothing (texts, pictures, links) is left out.

Written: a Question Set as content only, without the libraries of H5P. It opens where these are installed already (a
Moodle, WordPress or Lumi in which somebody has made a Question Set) and is refused elsewhere. Tags, difficulty,
source and forgiven marks have no place in it.
"""

from ..reading import Format
from .reader import read
from .writing import CARRIED, fits, write

FORMAT = Format("h5p", "h5p", CARRIED, read, write, fits)

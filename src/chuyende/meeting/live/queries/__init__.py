"""Everything that one can ask about quizzes in the hall."""

"""Questions, quizzes, attempts and standings."""

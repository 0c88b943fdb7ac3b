"""Practice without end: one-line drills in a library's syntax, the history of every attempt, and what is due today."""

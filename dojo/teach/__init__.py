"""A teacher's view: what many learners have handed in, graded and shown on one page."""

"""The loop of a learner: save, verdict, hint, debugger, again. Its commands are watch, hint and shell of dojo/cli."""

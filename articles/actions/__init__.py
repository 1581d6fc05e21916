"""The verbs of the newsroom, and the only writers of what has a consequence.

An action is atomic. It locks the row it is about, asks `articles.lifecycle`
whether it is allowed and raises `Refused` with the reason otherwise, saves the
columns it changed, and writes a `Change` row in the same transaction. `by` is the
person who does it, or None for a command. The admin, the commands and the tests
press the same buttons.
"""

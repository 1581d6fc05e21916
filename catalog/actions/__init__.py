"""What changes the catalogue with a consequence: atomic verbs.

They write field history, not the newsroom's own record: that lies on a floor above
and is kept by whoever calls them there.
"""

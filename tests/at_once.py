"""Deeds that are done at one time, each on a connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def all_at_once(deeds):
    """Do the deeds in threads of their own, and return what each came to.

    What one of them raises is raised here. The test asks for the fixture `connections`.
    """
    start = threading.Barrier(len(deeds))

    def do(deed):
        try:
            start.wait(timeout=20)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds, timeout=60))

"""Deeds that are done at one time, each on a connection of its own."""

import threading

from django.db import connection


def all_at_once(deeds):
    """Do the deeds in threads of their own, and return what each came to.

    What one of them raises is raised here. They ask for the fixture `connections`.
    """
    start = threading.Barrier(len(deeds))
    answers, errors = [None] * len(deeds), []

    def do(number, deed):
        try:
            start.wait(timeout=20)
            answers[number] = deed()
        except Exception as error:  # noqa: BLE001 - it is raised below
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if errors:
        raise errors[0]
    return answers

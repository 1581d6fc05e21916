"""The demo holds what its digests, its passages and its texts say."""

import pytest

from articles.integrity import verify

pytestmark = pytest.mark.usefixtures("the_demo")


def test_the_demo_as_it_is_loaded_has_no_fault():
    report = verify()

    assert report.faults == []
    assert report.counts["passages"] > 100
    assert report.counts["renderings"] == report.counts["editions"]

"""What a test presses, and the page that comes of it."""


def press(button):
    """Click, and come back when the page that the click leads to is there.

    A form of the desk may be sent a moment after its button was pressed, so a click
    alone says nothing about the page: it may still be the old one.
    """
    with button.page.expect_navigation():
        button.click()

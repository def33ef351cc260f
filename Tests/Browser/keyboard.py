"""A person without a mouse."""


def focused(page):
    """What has the focus, in words: its accessible name where it has one, else its tag."""
    return page.evaluate(
        """() => {
            const part = document.activeElement
            if (!part || part === document.body) return ''
            const label = part.labels?.[0]?.textContent ?? part.getAttribute('aria-label')
            return (label ?? part.textContent ?? '').trim() || part.name || part.tagName.toLowerCase()
        }""")


def tab_to(page, words, most=80):
    """Presses Tab until the thing named `words` has the focus, which must be seen; returns the number of presses."""
    met = []
    for presses in range(1, most + 1):
        page.keyboard.press("Tab")
        met.append(focused(page))
        if met[-1] == words:
            must_show_focus(page)
            return presses
    raise AssertionError(f"{words!r} cannot be reached with Tab on {page.url}; met: {met}")


def must_show_focus(page):
    """The focus is drawn: an outline or a shadow on the thing that has it."""
    shown = page.evaluate(
        """() => {
            const style = getComputedStyle(document.activeElement)
            return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
        }""")
    assert shown, f"the focus on {focused(page)!r} is not seen on {page.url}"


def reach_all(page, most=300):
    """Everything that Tab meets on this page, in order, until it comes round."""
    met = []
    for _ in range(most):
        page.keyboard.press("Tab")
        name = focused(page)
        if not name:
            return met
        met.append(name)
    raise AssertionError(f"Tab does not come round on {page.url}: a trap? Last: {met[-5:]}")

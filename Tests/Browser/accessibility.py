"""Checks of what every page owes to everybody: axe, and no sideways scroll on a phone."""

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def must_be_accessible(page, leaving_out=()):
    """No violation of WCAG 2.2 AA or of good practice on this page, in its present state."""
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {rule: {"enabled": False} for rule in leaving_out},
        "resultTypes": ["violations"],
    }
    violations = Axe().run(page, options=options).response["violations"]
    assert violations == [], f"{page.url}\n" + "\n".join(map(told, violations))


def told(violation):
    places = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    return f"- {violation['id']} ({violation['impact']}): {violation['help']}. At: {places}"


def must_not_scroll_sideways(page):
    """The page fits the width of the screen; only a labelled region inside it may scroll."""
    width, visible = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= visible, f"{page.url} is {width} px wide on a screen of {visible} px"


def must_have_large_targets(page, least=44, within="main"):
    """Buttons and fields are large enough for a thumb."""
    small = page.evaluate(
        """([within, least]) => [...document.querySelectorAll(
            `${within} button, ${within} input:not([type=hidden]), ${within} select, ${within} summary`)]
            .map((part) => [part.getBoundingClientRect(), part.outerHTML.slice(0, 80)])
            .filter(([box]) => box.width > 0 && box.height < least)
            .map(([box, words]) => `${Math.round(box.height)} px: ${words}`)""",
        [within, least])
    assert small == [], f"{page.url}\n" + "\n".join(small)

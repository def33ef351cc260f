"""Sees what a person would not: script errors, refusals of the content policy, requests that failed."""

# Chromium reports every answer of 400 and more as an error of the console too; `_answered` judges these itself.
REPEATED = "Failed to load resource: the server responded with a status"

# Written by the page's own event as well: the console's words for a refusal differ between browsers.
LISTENER = """
document.addEventListener('securitypolicyviolation', (refusal) => {
    console.error(`content policy: ${refusal.effectiveDirective} refused ${refusal.blockedURI || 'inline'}`)
})
"""


class Witness:
    """Collects the complaints of all pages of one browser context."""

    def __init__(self, context):
        self.complaints = []
        context.add_init_script(LISTENER)
        context.on("page", self._watch)

    def _watch(self, page):
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"script error on {page.url}: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _said(self, message):
        if message.type in ("error", "warning") and not message.text.startswith(REPEATED):
            self.complaints.append(f"console {message.type}: {message.text}")

    def _failed(self, request):
        # A page that is left while it loads, and a file that is downloaded, are "aborted": nothing is wrong.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"no answer to {request.method} {request.url}: {request.failure}")

    def _answered(self, response):
        # A page may be refused (403, 404, 422): that is for the test to judge. What a page needs must be there.
        refused = response.status >= 400 and response.request.resource_type != "document"
        if refused or response.status >= 500:
            self.complaints.append(f"{response.status} for {response.request.method} {response.url}")

    def forgive(self, part):
        """Removes the complaints that contain `part`, and says whether there was one: for tests that provoke them."""
        kept = [complaint for complaint in self.complaints if part not in complaint]
        forgiven = len(kept) < len(self.complaints)
        self.complaints = kept
        return forgiven

    def must_be_content(self):
        assert self.complaints == [], "\n".join(self.complaints)

"""A real mail server for the tests: takes letters, refuses some, hangs, goes down and comes up again."""

import asyncio
import email
import email.policy
import time

from aiosmtpd.controller import Controller
from served import free_port


class MailHost:
    """Letters as `email.message.EmailMessage` in `letters`. Addresses that begin with `khong-co` are refused for good."""

    def __init__(self):
        self.port = free_port()
        self.letters = []
        self.is_hanging = False
        self._controller = None

    def up(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def down(self):
        if self._controller:
            self._controller.stop(no_assert=True)
            self._controller = None

    def __enter__(self):
        self.up()
        return self

    def __exit__(self, *_):
        self.down()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.is_hanging:
            await asyncio.sleep(60)
        if address.startswith("khong-co"):
            return "550 5.1.1 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append((envelope.mail_from, list(envelope.rcpt_tos), letter))
        return "250 taken"

    def wait_for_subject(self, beginning, seconds=40):
        """The first letter whose subject begins so; the letter of the day may come before it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for one in self.letters:
                if one[2]["Subject"].startswith(beginning):
                    return one
            time.sleep(0.1)
        raise AssertionError(f"no letter “{beginning}” came within {seconds} s: {[one[2]['Subject'] for one in self.letters]}")

    def wait_for(self, count, seconds=40):
        """The letters, when there are so many."""
        deadline = time.monotonic() + seconds
        while len(self.letters) < count and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(self.letters) >= count, f"only {len(self.letters)} letters came within {seconds} s"
        return self.letters

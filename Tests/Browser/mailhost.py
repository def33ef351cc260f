"""A real mail server for the tests: takes letters, refuses some, hangs, goes down and comes up again, speaks TLS."""

import asyncio
import email
import email.policy
import ssl
import subprocess
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from served import free_port


class Authority:
    """A certificate authority of our own, and certificates that it gives out."""

    def __init__(self, folder):
        self.folder = folder
        self.certificate = folder / "ca.pem"
        self._openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
            "-subj", "/CN=Noi cap chung thu noi bo", "-keyout", "ca.key", "-out", "ca.pem")

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def context(self, name, days=30):
        """A server's side of TLS with a certificate for `name` (`IP:127.0.0.1`, `DNS:…`); with 0 days it is over."""
        stem = f"{name.replace(':', '-')}-{days}"
        (self.folder / f"{stem}.ext").write_text(f"subjectAltName={name}\n")
        self._openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=thu",
            "-keyout", f"{stem}.key", "-out", f"{stem}.csr")
        self._openssl(
            "x509", "-req", "-in", f"{stem}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", str(days), "-extfile", f"{stem}.ext", "-out", f"{stem}.pem")
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.folder / f"{stem}.pem", self.folder / f"{stem}.key")
        return context


class MailHost:
    """Letters as `email.message.EmailMessage` in `letters`. Addresses that begin with `khong-co` are refused for good.

    `starttls` and `tls` are contexts of an `Authority`: after a greeting in the open, or from the first byte. With a
    `password` nobody sends without it.
    """

    def __init__(self, starttls=None, tls=None, password=None):
        self.port = free_port()
        self.letters = []
        # Whether each letter came over TLS, and the passwords that were told, right or wrong.
        self.were_encrypted = []
        self.passwords = []
        self.is_hanging = False
        self.pause = 0
        self._options = {}
        if starttls:
            self._options = {"tls_context": starttls, "require_starttls": True}
        if tls:
            self._options = {"ssl_context": tls}
        if password:
            self._options |= {"auth_required": True, "authenticator": self._check, "auth_require_tls": not tls}
        self._password = password
        self._controller = None

    def _check(self, server, session, envelope, mechanism, data):
        told = data.password.decode()
        self.passwords.append(told)
        return AuthResult(success=told == self._password)

    def up(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **self._options)
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
        if self.pause:
            await asyncio.sleep(self.pause)
        self.were_encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
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

"""A small strict OpenID Connect provider for tests: authorisation code with PKCE, RS256 and ES256, keys that change.

It refuses what a real one refuses (another redirect address, a missing nonce, a code used twice, a wrong verifier, a wrong
client secret), and a test may make it lie: see `twist`.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

CLIENT, SECRET = "vinhdanh", "bí mật:của % phần mềm"


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class SignInProvider:
    def __init__(self, algorithm="RS256"):
        self.people = {}        # what is typed at the provider -> claims
        self.codes = {}
        self.asked = []         # query of each authorisation, as a dictionary
        self.calls = []         # paths asked by the program itself
        self.twist = lambda claims, header: None
        self.delay = 0
        self.instead = None     # what the token endpoint does instead: a function of the call
        self.rotate(algorithm)
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                provider.get(self)

            def do_POST(self):
                provider.post(self)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self.redirect = None

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def rotate(self, algorithm):
        """A new key under a new name."""
        self.algorithm = algorithm
        self.kid = secrets.token_hex(4)
        self.key = RSAKey.generate_key(2048) if algorithm == "RS256" else ECKey.generate_key("P-256")

    # What the program asks, and what people see

    def get(self, call):
        url = urlsplit(call.path)
        if url.path == "/.well-known/openid-configuration":
            self.calls.append(url.path)
            return self.json(call, {
                "issuer": self.issuer, "authorization_endpoint": self.issuer + "/vao",
                "token_endpoint": self.issuer + "/the", "jwks_uri": self.issuer + "/khoa",
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": [self.algorithm]})
        if url.path == "/khoa":
            self.calls.append(url.path)
            public = self.key.as_dict(private=False)
            return self.json(call, {"keys": [
                {"kty": "OKP", "crv": "Ed25519", "x": "AA", "kid": "khac"},
                {**public, "kid": self.kid, "use": "sig"}]})
        if url.path == "/vao":
            return self.form(call, url.query)
        return self.text(call, 404, "?")

    def form(self, call, query):
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        wrong = (asked.get("response_type") != "code" or asked.get("client_id") != CLIENT
                 or asked.get("code_challenge_method") != "S256" or len(asked.get("code_challenge", "")) != 43
                 or not asked.get("nonce") or not asked.get("state") or "openid" not in asked.get("scope", "").split()
                 or (self.redirect and asked.get("redirect_uri") != self.redirect))
        if wrong:
            return self.text(call, 400, "invalid request")
        self.asked.append(asked)
        names = "".join(f"<button name='ai' value='{name}'>{name}</button> " for name in self.people)
        page = (f"<!doctype html><html lang='vi'><title>Nơi cấp</title><h1>Nơi cấp</h1><form method='post' action='/vao'>"
                f"<input type='hidden' name='yeu-cau' value='{len(self.asked) - 1}'>{names}"
                f"<button name='ai' value=''>Từ chối</button></form></html>")
        return self.text(call, 200, page, "text/html; charset=utf-8")

    def post(self, call):
        size = int(call.headers.get("Content-Length", 0))
        form = {name: values[0] for name, values in parse_qs(call.rfile.read(size).decode(), keep_blank_values=True).items()}
        if call.path == "/vao":
            asked = self.asked[int(form["yeu-cau"])]
            if not form["ai"]:
                return self.redirected(call, asked, {"error": "access_denied"})
            code = secrets.token_urlsafe(16)
            self.codes[code] = (asked, form["ai"], time.time())
            return self.redirected(call, asked, {"code": code, "iss": self.issuer})
        if call.path == "/the":
            self.calls.append(call.path)
            time.sleep(self.delay)
            if self.instead:
                return self.instead(call)
            return self.token(call, form)
        return self.text(call, 404, "?")

    def redirected(self, call, asked, answer):
        call.send_response(303)
        call.send_header("Location", asked["redirect_uri"] + "?" + urlencode({**answer, "state": asked["state"]}))
        call.end_headers()
        return None

    def token(self, call, form):
        basic = call.headers.get("Authorization", "").removeprefix("Basic ")
        pair = [unquote(part) for part in base64.b64decode(basic).decode().split(":")]
        if pair != [CLIENT, SECRET]:
            return self.json(call, {"error": "invalid_client"}, 401)
        asked, person, proved = self.codes.pop(form.get("code"), (None, None, 0))
        challenge = b64url(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (asked is None or form.get("grant_type") != "authorization_code" or challenge != asked["code_challenge"]
                or form.get("redirect_uri") != asked["redirect_uri"]):
            return self.json(call, {"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"],
                  "auth_time": int(proved), **self.people[person]}
        header = {"alg": self.algorithm, "kid": self.kid}
        self.twist(claims, header)
        token = jwt.encode(header, claims, self.key, algorithms=[self.algorithm])
        return self.json(call, {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": token})

    @staticmethod
    def text(call, status, text, kind="text/plain"):
        body = text.encode()
        call.send_response(status)
        call.send_header("Content-Type", kind)
        call.send_header("Content-Length", str(len(body)))
        call.end_headers()
        call.wfile.write(body)

    def json(self, call, value, status=200):
        self.text(call, status, json.dumps(value), "application/json")

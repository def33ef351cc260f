"""The ledger: read in words, filtered, and taken away so that anybody can check it without this program."""

import hashlib
import json
import re

from accessibility import must_be_accessible, must_not_scroll_sideways
from ed25519 import verifies
from keyboard import tab_to
from playwright.sync_api import expect


def hash_of(entry):
    """BLAKE2b-256 over the fields, each after one byte and its length; docs/ledger.md."""
    message = bytearray()

    def add(value):
        if value is None:
            message.append(0)
            return
        field = value if isinstance(value, bytes) else str(value).encode()
        message.append(1)
        message.extend(len(field).to_bytes(8, "little"))
        message.extend(field)

    add(f"vinhdanh-ledger-{entry['format']}")
    for name in ("sequence", "at", "account", "actor", "origin", "act", "kind", "subject", "before", "after", "why"):
        add(entry.get(name))
    if entry["format"] >= 2:
        add(entry.get("branch"))
    add(bytes.fromhex(entry["previous"]))
    return hashlib.blake2b(message, digest_size=32).hexdigest()


def check(lines):
    """Walks chain, seals and signatures of a whole export; returns how many entries and seals there were."""
    entries = [line for line in lines if "sequence" in line]
    seals = [line["seal"] for line in lines if "seal" in line]
    keys = {hashlib.blake2b(bytes.fromhex(line["publicKey"]), digest_size=32).hexdigest()[:16]: line["publicKey"]
            for line in lines if "publicKey" in line}
    previous, hashes = "00" * 32, {}
    for number, entry in enumerate(entries, start=1):
        assert entry["sequence"] == number
        assert entry["previous"] == previous
        assert entry["hash"] == hash_of(entry), entry
        previous = hashes[number] = entry["hash"]
    before = "00" * 32
    for seal in seals:
        message, signature = seal.rsplit(" ", 1)
        word, sequence, digest, _, last, key = message.split(" ")
        assert word == "vinhdanh-seal-1" and last == before and hashes[int(sequence)] == digest
        assert verifies(bytes.fromhex(keys[key]), message.encode(), bytes.fromhex(signature))
        before = hashlib.blake2b(seal.encode(), digest_size=32).hexdigest()
    return len(entries), len(seals)


def test_the_ledger_is_read_in_words_and_filtered(visit, shot):
    page = visit("quantri", "/nhat-ky")
    expect(page.get_by_role("heading", name="Nhật ký", level=1)).to_be_visible()
    must_be_accessible(page)
    shot(page, "ledger")
    # By keyboard alone: the act, then the button.
    tab_to(page, "Hành động")
    page.get_by_label("Hành động").select_option("unit.add")
    tab_to(page, "Lọc")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("hanh-dong=unit.add"))
    expect(page.get_by_role("row").nth(1)).to_contain_text("Thêm đơn vị")
    shot(page, "ledger-filtered")
    page.get_by_role("link", name="Trang sau").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("Thêm đơn vị")
    page.get_by_label("Từ ngày").fill("hôm qua")
    page.get_by_role("button", name="Lọc").click()
    expect(page.get_by_role("alert")).to_contain_text("Ngày phải viết như 17/11/2026.")
    page.goto("/nhat-ky?nguoi=khong-co-ai")
    expect(page.get_by_text("Không có bút tích nào như vậy.")).to_be_visible()
    must_be_accessible(page)
    phone = visit.phone("quantri", "/nhat-ky")
    must_not_scroll_sideways(phone)
    shot(phone, "ledger-phone")


def test_a_task_leads_to_what_was_done_to_it(visit, shot):
    page = visit("dung", "/chuong-trinh")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    page.get_by_role("link", name="Nhật ký kiểm toán").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nhật ký của việc số")
    must_be_accessible(page)
    shot(page, "ledger-of-a-task")


def test_the_whole_ledger_can_be_checked_without_this_program(visit):
    page = visit("quantri", "/nhat-ky")
    # The seals come every ten seconds while the server writes; signing in has just been written.
    for _ in range(30):
        answer = page.request.get("/nhat-ky.jsonl")
        assert answer.ok
        lines = [json.loads(line) for line in answer.text().splitlines()]
        entries, seals = check(lines)
        if seals:
            break
        page.wait_for_timeout(1000)
    assert entries > 10 and seals > 0
    # And a changed word is found.
    next(line for line in lines if line.get("sequence") == 5)["actor"] = "Người khác"
    try:
        check(lines)
    except AssertionError:
        return
    raise RuntimeError("a changed entry was not found")

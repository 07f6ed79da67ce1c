"""Which secret keys are refused. No key that chance made may be."""

import base64
import secrets

import pytest

from triage.web.operating.keys import weakness, weaknesses

MAKERS = {
    "hex": lambda: secrets.token_hex(32),
    "base64": lambda: base64.b64encode(secrets.token_bytes(32)).decode(),
    "for addresses": lambda: secrets.token_urlsafe(32),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_32_random_bytes_are_taken_however_they_are_written(make):
    assert [weakness(make()) for _ in range(2000)] == [None] * 2000


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_24_random_bytes_are_too_short(make):
    assert "too short" in weakness(make()[: 24 * 8 // 6])


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("a" * 64, "repeats"),
        ("correct horse battery staple correct horse battery", "blank"),
        (f"{'4f' + 'c0ffee1234567890abcdef' * 3},{'9d' * 32}", "comma"),
        ("changeit-changeit-changeit-changeit-changeit-x", "repeats"),
        ("d41d8cd98f00b204e9800998ecf8427e" * 2 + "1", "repeats"),
        ("qwertyuiopasdfghjklzxcvbnmpoiuytrewqlkjhgfdsamnbv", "word"),
        ("ThisIsMyVeryLongProductionKeyForTheBackCheckService2026", "word"),
        ("76a73f8f90505200f16e0ebc428b8b29" * 2, "repeats"),
        ("0123456789abcdef" * 4, "repeats"),
        ("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz9", "in order"),
        ("aabbaabbab" * 6 + "cdcd", "few different"),
        ("please-change-me-iGqTJOUk2xhyqk4rZ4_46Jxjodo9FAnHpmOJp9gw", "word"),
        ("MySecretKeyae9e0b7f0bc97bbc92c50af0575fec49856615066fc4bce7b953d9116a18e341", "word"),
        ("1234567890" * 7, "too short|repeats"),
        ("", "too short"),
    ],
)
def test_what_chance_would_not_write_is_refused(key, why):
    assert any(part in weakness(key) for part in why.split("|"))


def test_every_key_is_judged_by_name_and_none_is_shown():
    short = secrets.token_hex(8)
    found = weaknesses([secrets.token_hex(32), secrets.token_hex(32), short])
    assert len(found) == 1
    assert found[0].startswith("SECRET_KEY_FALLBACKS, key 2: it is too short")
    assert short not in found[0]


def test_no_key_and_a_key_given_twice_are_said():
    assert "not set" in weaknesses([])[0]
    assert "not set" in weaknesses([""])[0]
    key = secrets.token_hex(32)
    assert "given twice" in weaknesses([key, key])[0]

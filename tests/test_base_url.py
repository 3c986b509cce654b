"""An address at which no site can be published: what is wrong with it is said, and what to write is then accepted."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from thorough import examples

import build
from catalogue.base_url import refused
from catalogue.fields import BaseUrl
from catalogue.reader.shape import matches

FOLDER = "Name the folder in ASCII letters, digits and - . _ ~ alone"
HOST = "Write the name of the host"
XN = "Write its name in ASCII, which has xn-- before each part"

REFUSED = [
    ("https://温州.example/", "host is not written in ASCII", "Write https://xn--6rtp67a.example/."),
    (
        "https://www.温州.中国:8443/a",
        "host is not written in ASCII",
        "Write https://www.xn--6rtp67a.xn--fiqs8s:8443/a/.",
    ),
    ("https://straße.example/", "host is not written in ASCII", XN),  # not strasse.example, which is another's
    ("https://温州..example/", "host is not written in ASCII", XN),
    ("https://example.org/%E6%B8%A9/", "path has “%E6” in it", FOLDER),
    ("https://example.org/目录/", "path has “目” in it", FOLDER),
    ("https://温州.example/目录/", "path has “目” in it", FOLDER),
    ("https://example.org/a b/", "path has “ ” in it", FOLDER),
    ("https://[2001:db8::1]/", "host is an IPv6 address", HOST),
    ("https://[2001:db8::1]:8443/", "host is an IPv6 address", HOST),
    ("https://clerk@example.org/", "names a user before its host", "Write https://example.org/."),
    ("https://clerk:secret@example.org/a", "names a user before its host", "Write https://example.org/a/."),
    ("https://example.org/../", "path has “..” in place of a folder", "Write https://example.org/."),
    ("https://example.org/a/./b/../", "path has “.” in place of a folder", "Write https://example.org/a/."),
    ("https://example.org", "does not end in /", "Write https://example.org/."),
    ("https://example.org/a", "does not end in /", "Write https://example.org/a/."),
    ("https://example.org//a///b/", "two slashes in a row", "Write https://example.org/a/b/."),
    ("https://example.org/?page=/", "goes on after its path", "Write https://example.org/."),
    ("https://example.org/a/#b", "goes on after its path", "Write https://example.org/a/."),
    ("example.org/a/", "does not begin with https://", "Write https://example.org/a/."),
    ("//example.org/", "does not begin with https://", "Write https://example.org/."),
    ("ftp://example.org/", "does not begin with https://", "Write https://example.org/."),
    ("https:///", "names no host", HOST),
    ("https://a_b.example/", "host has “_” in it", HOST),
    ("https://../", "host can't be the name of a host", HOST),
    ("https://-/", "host can't be the name of a host", HOST),
    ("https://example..org/a/", "host can't be the name of a host", "Write https://example.org/a/."),
    ("https://example.org./", "host can't be the name of a host", "Write https://example.org/."),
    ("https://example.org:port/", "port is “port”", "Write a number from 1 to 65535"),
]


@pytest.mark.parametrize(("text", "which", "hint"), REFUSED, ids=[text for text, *_ in REFUSED])
def test_what_is_wrong_and_what_to_write(text: str, which: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        build.main(["check", "--base-url", text])
    assert stopped.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert f"--base-url is “{text}”, " in said
    assert which in said
    assert hint in said


@pytest.mark.parametrize(
    "text", ["https://example.org/", "http://localhost:8000/", "https://xn--6rtp67a.example/a/b.c/~d_e-f/.../..a/"]
)
def test_an_address_at_which_a_site_can_be_published(text: str) -> None:
    assert matches(BaseUrl, text)
    assert refused(text) is None


PIECES = st.sampled_from(
    ["https://", "http://", "HTTP://", "/", "/", "//", ".", "..", "/./", "/../", "@", ":", ":80", "[", "]", "?", "#", "%20", "a", "b.c", "-", "_", "~",
     "温州", "ß", "é", "。", "\u200d", "ⅷ", " ", "\n", "\0", "x" * 64]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=9).map("".join)
    | st.lists(PIECES, max_size=7).map(lambda all_: f"https://a{''.join(all_)}/")
)
@example("https://a:99999/")
@settings(max_examples=examples(150, 600), derandomize=True, database=None, deadline=None)
def test_the_reasons_are_those_of_the_pattern_and_what_to_write_is_accepted(text: str) -> None:
    said = refused(text)
    if matches(BaseUrl, text):
        assert said is None
        return
    assert said, text
    which, hint = said
    assert which.startswith(("which ", "whose "))
    assert hint.endswith(".")
    if hint.startswith("Write http"):
        assert matches(BaseUrl, hint.removeprefix("Write ").removesuffix(".")), hint

"""JSON is read once, strictly: what two readers could understand differently is refused."""

import gzip
import random
from contextlib import suppress
from decimal import Decimal

import pytest
import simplejson

from tests.house import House
from tests.sizes import scaled
from webapp.core.inputs.strictjson import MAX_DEPTH, MAX_NODES, MalformedBody, parse_object
from webapp.core.operation.errors import InputRefused

MALFORMED: dict[str, bytes] = {
    "NaN": b'{"a": NaN}',
    "infinity": b'{"a": Infinity}',
    "minus infinity": b'{"a": -Infinity}',
    "a number beyond any money": b'{"a": 1e400}',
    "a number below any money": b'{"a": 1e-400}',
    "an exponent that eats memory": b'{"a": 1e999999999}',
    "a long integer": b'{"a": ' + b"9" * 5_000 + b"}",
    "a long fraction": b'{"a": 0.' + b"1" * 5_000 + b"}",
    "a name twice": b'{"a": 1, "a": 2}',
    "a name twice, once escaped": b'{"a": 1, "\\u0061": 2}',
    "a name twice, deep": b'{"a": [{"b": 1, "b": 1}]}',
    "a byte order mark within": b'{"a": \xef\xbb\xbf1}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "UTF-16 without a mark": '{"a": 1}'.encode("utf-16-le"),
    "UTF-32": '{"a": 1}'.encode("utf-32"),
    "Latin-1": '{"a": "é"}'.encode("latin-1"),
    "an overlong UTF-8 byte": b'{"a": "\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"a": "\xed\xa0\x80"}',
    "a list": b"[1]",
    "a text": b'"a"',
    "a number": b"1",
    "null": b"null",
    "a trailing comma": b'{"a": 1,}',
    "a comment": b'{"a": 1} // no',
    "single quotes": b"{'a': 1}",
    "two objects": b'{"a": 1}{"b": 2}',
    "a raw newline in a text": b'{"a": "x\ny"}',
    "a leading zero": b'{"a": 01}',
    "a plus": b'{"a": +1}',
    "a bare point": b'{"a": .5}',
    "half of it": b'{"a": ',
    "gzip": gzip.compress(b'{"a": 1}'),
    "one level too deep": b'{"a":' * (MAX_DEPTH + 1) + b"1" + b"}" * (MAX_DEPTH + 1),
    "lists too deep": b'{"a":' + b"[" * 40 + b"]" * 40 + b"}",
    "deeper than Python goes": b'{"a":' + b"[" * 200_000,
    "too many values": b'{"a": [' + b",".join([b"1"] * (MAX_NODES + 1)) + b"]}",
}
UNKEEPABLE = {
    "a lone surrogate": b'{"a": "\\ud800"}',
    "a surrogate the wrong way round": b'{"a": "\\udc00\\ud800"}',
    "a NUL": b'{"a": "x\\u0000y"}',
    "a NUL in a name": b'{"a\\u0000": 1}',
    "a surrogate deep down": b'{"a": [{"b": "\\udfff"}]}',
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_not_one_plain_object_is_refused(what: str) -> None:
    with pytest.raises(MalformedBody):
        parse_object(MALFORMED[what])


@pytest.mark.parametrize("what", UNKEEPABLE)
def test_text_that_no_database_holds_is_refused_at_its_field(what: str) -> None:
    with pytest.raises(InputRefused) as refused:
        parse_object(UNKEEPABLE[what])
    assert refused.value.details[0].path.split(".")[0] in ("a", "")  # a name that cannot be kept cannot be told
    refused.value.words.encode("utf-8")


def test_the_field_of_a_refused_text_is_named() -> None:
    with pytest.raises(InputRefused) as refused:
        parse_object(b'{"variants": [{"name": "fine"}, {"name": "\\u0000"}]}')
    assert [detail.path for detail in refused.value.details] == ["variants.1.name"]


def test_in_rows_that_are_judged_by_themselves_it_is_only_shown() -> None:
    odd = b'{"rows": [{"a": "fine"}, {"a": "x\\u0000", "\\ud800": [1, "\\udfff"]}], "mode": "%s"}'
    read = parse_object(odd % b"all", rows="rows")
    assert read == {"rows": [{"a": "fine"}, {"a": "x\uffff", "\uffff": [1, "\uffff"]}], "mode": "all"}
    with pytest.raises(InputRefused):
        parse_object(odd % b"\\u0000", rows="rows")


@pytest.mark.parametrize("body", [b"", b"  ", b"\r\n\t", b"{}"])
def test_an_empty_body_is_an_empty_object(body: bytes) -> None:
    assert parse_object(body) == {}


def test_numbers_keep_every_digit() -> None:
    read = parse_object(b'{"a": 0.1, "b": 159.00, "c": 12345678901234567890, "d": -0.0, "e": 1e2}')
    assert read["a"] == Decimal("0.1")
    assert str(read["b"]) == "159.00"
    assert read["c"] == 12345678901234567890
    assert all(not isinstance(value, float) for value in read.values())


def test_the_depth_that_is_promised_is_read() -> None:
    body = b'{"a":' * (MAX_DEPTH - 1) + b"1" + b"}" * (MAX_DEPTH - 1)
    assert parse_object(body)


def test_text_of_any_script_is_read() -> None:
    text = "Zürich 東京 🦊 \u202e é e\u0301"
    assert parse_object(simplejson.dumps({"a": text}).encode()) == {"a": text}


@pytest.mark.fuzz
def test_broken_structures_end_in_a_refusal_or_an_object() -> None:
    dice = random.Random(7)  # noqa: S311 - the same cases every time
    alphabet = [
        b"{",
        b"}",
        b"[",
        b"]",
        b'"a"',
        b":",
        b",",
        b"1",
        b"-",
        b"1e9",
        b"null",
        b"\\u0000",
        b'"',
        b"\xff",
        b" ",
    ]
    for _ in range(scaled(2_000)):
        body = b"".join(dice.choices(alphabet, k=dice.randint(1, 40)))
        with suppress(InputRefused, MalformedBody):
            assert isinstance(parse_object(body), dict)


TYPES = {
    "application/json": 200,
    "application/json; charset=utf-8": 200,
    "application/json; charset=UTF-8": 200,
    "APPLICATION/JSON": 200,
    "application/json; charset=utf-16": 415,
    "application/json; charset=latin-1": 415,
    "application/problem+json": 415,
    "application/ld+json": 415,
    "application/vnd.api+json": 415,
    "text/json": 415,
    "text/plain": 415,
    "text/html": 415,
    "application/x-www-form-urlencoded": 415,
    "multipart/form-data; boundary=x": 415,
    "application/xml": 415,
    "application/octet-stream": 415,
    "application/json+x": 415,
    "json": 415,
    "*/*": 415,
}


@pytest.mark.parametrize("kind", TYPES)
def test_a_body_is_json_by_its_content_type(lite: House, kind: str) -> None:
    answer = lite.api().send("POST", "/v1/warehouses", raw=b'{"name": "Depot"}', Content_Type=kind)
    assert answer.status_code == TYPES[kind], answer.text


def test_a_body_without_a_content_type_is_refused(lite: House) -> None:
    with lite.app.app_context():
        answer = lite.app.test_client().post("/v1/warehouses", data=b'{"name": "x"}', headers=lite.api().headers)
    assert answer.status_code == 415


def test_compressed_bodies_are_refused(lite: House) -> None:
    for coding in ("gzip", "deflate", "br", "zstd"):
        raw = gzip.compress(b'{"name": "x"}')
        assert lite.api().send("POST", "/v1/warehouses", raw=raw, Content_Encoding=coding).status_code == 415


def test_an_empty_body_needs_no_content_type(lite: House) -> None:
    answer = lite.api().send("POST", "/v1/warehouses", raw=b"")
    assert (answer.status_code, answer.get_json()["errors"][0]["field"]) == (422, "name")


@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_body_is_400_at_the_door(lite: House, what: str) -> None:
    answer = lite.api().send("POST", "/v1/warehouses", raw=MALFORMED[what])
    assert answer.status_code == 400, answer.text[:200]
    assert answer.get_json()["status"] is False


def test_more_than_a_megabyte_is_413(lite: House) -> None:
    raw = b'{"name": "' + b"x" * 1_000_001 + b'"}'
    assert lite.api().send("POST", "/v1/warehouses", raw=raw).status_code == 413


def test_a_byte_order_mark_before_the_object_is_passed_by() -> None:
    assert parse_object(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}
    assert parse_object(b"\xef\xbb\xbf \n") == {}


def test_the_words_say_which_limit_it_is() -> None:
    for body, why in ((MALFORMED["lists too deep"], "32 levels"), (MALFORMED["too many values"], "200,000 values")):
        with pytest.raises(MalformedBody, match=why):
            parse_object(body)


def test_the_largest_product_is_stopped_by_the_size_of_the_body_and_nothing_else() -> None:
    tier = {"contractLength": 1, "monthlyPrice": 1, "discount": {"type": "fixed", "value": 1}}
    variant = {"variantSku": "a", "variantName": "a", "grade": "A", "pricing": [tier] * 60}
    body = simplejson.dumps({"variants": [variant] * 200}).encode()
    assert len(body) > 1_000_000
    assert len(parse_object(body)["variants"]) == 200

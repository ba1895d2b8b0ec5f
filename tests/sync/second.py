"""The wire once more, from PROTOCOL.md alone: a reader and a writer on nacl and cbor2.

It shares no code with ours: what both read alike, the text says.
"""

import io
import re
import unicodedata
from calendar import monthrange
from datetime import date
from hashlib import blake2b

import cbor2
from nacl.bindings import (
    crypto_box,
    crypto_box_seal_open,
    crypto_scalarmult,
    crypto_scalarmult_base,
    crypto_sign,
    crypto_sign_ed25519_pk_to_curve25519,
    crypto_sign_open,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import CryptoError


class Refused(Exception):
    pass


def require(condition):
    if not condition:
        raise Refused


def read_cbor(data):
    try:
        stream = io.BytesIO(data)
        value = cbor2.CBORDecoder(stream, max_depth=16).decode()
    except (cbor2.CBORError, ValueError) as error:
        raise Refused from error
    require(is_plain(value))
    require(cbor2.dumps(value, canonical=True) == data)
    return value


def is_plain(value):
    if isinstance(value, dict):
        return all(type(key) is str and is_plain(one) for key, one in value.items())
    if isinstance(value, list):
        return all(map(is_plain, value))
    if type(value) is int:
        return -(2**63) <= value < 2**63
    return value is None or type(value) in (bool, str, bytes)


def write_signed(domain, body, seed):
    _, secret = crypto_sign_seed_keypair(seed)
    return body + crypto_sign(domain + body, secret)[:64]


def read_signed(domain, data, key):
    body, signature = data[:-64], data[-64:]
    try:
        crypto_sign_open(signature + domain + body, key)
    except (CryptoError, ValueError) as error:
        raise Refused from error
    return read_cbor(body)


def write_envelope(house, epoch, seq, kind, payload, keys):
    ephemeral = keys["ephemeral_private_key"]
    own, to = crypto_scalarmult_base(ephemeral), keys["hq_sealing_key"]
    nonce = blake2b(own + to, digest_size=24).digest()
    clear = cbor2.dumps(payload, canonical=True)
    sealed = own + crypto_box(clear, nonce, to, ephemeral)
    body = cbor2.dumps([1, house, epoch, seq, kind, sealed], canonical=True)
    return write_signed(b"aiyou-envelope-1\0", body, keys["house_signing_key"])


def read_header(data, keys):
    """Read version and header of an envelope, of later versions too, and what follows them."""
    require(len(data) <= 16384)
    fields = read_signed(b"aiyou-envelope-1\0", data, keys["house_verify_key"])
    require(isinstance(fields, list) and len(fields) >= 5)
    version, house, epoch, seq, kind = fields[:5]
    require(type(version) is int and version >= 1)
    require(type(house) is str and re.fullmatch("[a-z0-9-]{3,32}", house))
    require(type(epoch) is bytes and len(epoch) == 8)
    require(type(seq) is int and seq >= 1)
    require(type(kind) is str and re.fullmatch("[a-z][a-z0-9-]{0,15}", kind))
    return (version, house, epoch, seq, kind), fields[5:]


def read_envelope(data, keys):
    (version, house, epoch, seq, kind), rest = read_header(data, keys)
    require(version == 1 and len(rest) == 1)
    (sealed,) = rest
    return house, epoch, seq, kind, unseal(sealed, keys)


def unseal(sealed, keys):
    require(type(sealed) is bytes and len(sealed) > 48)
    try:
        clear = crypto_box_seal_open(sealed, keys["hq_sealing_key"], keys["hq_private_key"])
    except CryptoError as error:
        raise Refused from error
    payload = read_cbor(clear)
    require(isinstance(payload, dict))
    return payload


def read_again(house, payload, keys):
    """Read the envelope of version 1 inside one of kind `again`; its signature does not matter."""
    inner = payload.get("e")
    require(type(inner) is bytes and inner)
    _, inner_house, epoch, seq, kind, sealed = read_cbor(inner[:-64])
    require(inner_house == house)
    return epoch, seq, kind, unseal(sealed, keys)


def write_change(house, epoch, seq, seed):
    """Write the payload of a `key` envelope that tells the key of this seed."""
    key, secret = crypto_sign_seed_keypair(seed)
    said = b"aiyou-key-1\0" + cbor2.dumps([house, epoch, seq], canonical=True)
    return {"k": key, "p": crypto_sign(said, secret)[:64]}


def read_change(payload, house, epoch, seq):
    key, proof = payload.get("k"), payload.get("p")
    require(type(key) is bytes and len(key) == 32 and type(proof) is bytes and len(proof) == 64)
    said = read_signed(b"aiyou-key-1\0", cbor2.dumps([house, epoch, seq]) + proof, key)
    require(said == [house, epoch, seq])
    return key


def write_answer(house, epoch, accepted, at, refused, messages, keys):
    body = cbor2.dumps([1, house, epoch, accepted, at, refused, messages], canonical=True)
    return write_signed(b"aiyou-answer-1\0", body, keys["hq_signing_key"])


def read_answer(data, keys):
    require(len(data) <= 65536)
    fields = read_signed(b"aiyou-answer-1\0", data, keys["hq_verify_key"])
    require(isinstance(fields, list) and len(fields) == 7)
    version, house, epoch, accepted, at, refused, messages = fields
    require(type(version) is int and version == 1)
    require(type(house) is str and re.fullmatch("[a-z0-9-]{3,32}", house))
    require(type(epoch) is bytes and len(epoch) == 8)
    require(type(accepted) is int and accepted >= 0 and is_time(at))
    require(isinstance(refused, list) and isinstance(messages, list))
    require(all(type(one) is int and one >= 1 for one in refused))
    require(refused == sorted(set(refused)))
    return house, epoch, accepted, at, refused, messages


def write_sealed(record, length, to, keys):
    padded = (cbor2.dumps(record, canonical=True) + b"\x80").ljust(length, b"\0")
    ephemeral = keys["ephemeral_private_key"]
    own = crypto_scalarmult_base(ephemeral)
    nonce = blake2b(own + to, digest_size=24).digest()
    return own + crypto_box(padded, nonce, to, ephemeral)


def read_sealed(sealed, length, public, private):
    try:
        padded = crypto_box_seal_open(sealed, public, private)
    except CryptoError as error:
        raise Refused from error
    plain, mark, rest = padded.rpartition(b"\x80")
    require(len(padded) == length and mark and not rest.strip(b"\0"))
    return read_cbor(plain)


def read_day(payload):
    def count(key, most):
        require(type(payload.get(key)) is int and 0 <= payload[key] <= most)
        return payload[key]

    day, health = payload.get("d"), payload.get("h")
    require(type(day) is str and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day))
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise Refused from error
    require(isinstance(health, dict) and len(health) <= 8)
    for name, fact in health.items():
        require(re.fullmatch("[a-z][a-z0-9_]{0,15}", name))
        require(type(fact) is int and -(2**31) <= fact < 2**31)
    return day, count("m", 1440), count("p", 9999), count("n", 9999), count("c", 2), health


def number(value, most, least=0):
    require(type(value) is int and least <= value <= most)
    return value


def named(value, most):
    require(isinstance(value, dict) and len(value) <= most)
    require(all(re.fullmatch("[a-z][a-z_]{0,7}", name) for name in value))
    return value.values()


def array(value, length):
    require(isinstance(value, list) and len(value) == length)
    return value


def days_of(month):
    require(type(month) is str and re.fullmatch("[0-9]{4}-[0-9]{2}", month))
    try:
        return monthrange(*date.fromisoformat(f"{month}-01").timetuple()[:2])[1]
    except ValueError as error:
        raise Refused from error


def read_month(payload):
    """Return the keys that are known here."""
    month = {key: payload.get(key, "absent") for key in "acefhmnopqsvy"}
    days = days_of(month["y"])
    most = dict.fromkeys("cen", 9999) | dict.fromkeys("apv", 65535) | {"o": 1440 * days}
    for key in most:
        number(month[key], most[key])
    for count in array(month["h"], days):
        require(count is None or number(count, 9999) >= 0)
    for count in named(month["s"], 8):
        number(count, 65535, least=1)
    for standard in named(month["q"], 4):
        met, of = array(standard, 2)
        number(met, number(of, 65535))
    for answers in (month["f"], month["m"]):
        if answers not in (None, []):
            require(all(number(band, 9995) % 5 == 0 for band in array(answers, 3)))
    return month


def count_answers(children):
    """Tell a month's answers: of each child its band, and what its die showed, from 1 to 6."""
    bands = [band if die <= 3 else die - 4 for band, die in children]
    counts = [bands.count(band) for band in range(3)]
    if len(bands) < 10 or 1 in counts or 2 in counts:
        return None
    return [(count + 2) // 5 * 5 for count in counts]


SWITCHES = ("lowest", "fall", "absence", "straight_lining")
STEPS = {
    "answers": (4, 5, 7, 10),
    "lowest_answers": (2, 3, 4, 5),
    "answers_before": (8, 10, 15, 20),
    "fall_faces": (1, 2, 3),
    "days_missed": (4, 6, 8, 12, 18),
    "times_longer": (1, 2, 3),
    "weeks_known": (4, 6, 8),
    "same_answers": (8, 10, 15, 20),
}


def is_time(value):
    return type(value) is int and 0 <= value <= 253402214400


def read_settings(content):
    require(isinstance(content, dict))
    require(is_time(content.get("a")))
    found = {"a": content["a"]}
    if "h" in content:
        require(isinstance(content["h"], list) and 1 <= len(content["h"]) <= 8)
        for line in content["h"]:
            require(isinstance(line, dict) and ("k" in line) != ("p" in line))
            require(type(line.get("s")) is bool)
            number = line.get("n", "000")
            require(type(number) is str and len(number) <= 13)
            require(re.fullmatch("[+]?[0-9](?:[ -]?[0-9]){2,}", number))
            whose = line.get("k", line.get("p"))
            require(
                type(whose) is str
                and ("k" in line or re.fullmatch(r"\S([^\x00-\x1f]{0,4}\S)?", whose))
            )
            require("k" in line or "Cf" not in map(unicodedata.category, whose))
        whose = [(line.get("k"), line.get("p")) for line in content["h"]]
        require(len(set(whose)) == len(whose))
        known = ("youth", "government", "supervisor")
        found["h"] = [one for one in content["h"] if "p" in one or one["k"] in known]
    if "t" in content:
        require(isinstance(content["t"], dict))
        found["t"] = {key: one for key, one in content["t"].items() if key in (*SWITCHES, *STEPS)}
        for name, value in found["t"].items():
            require(type(value) is (bool if name in SWITCHES else int))
            require(name in SWITCHES or value in STEPS[name])
        require(("answers" in found["t"]) == ("lowest_answers" in found["t"]))
        require(found["t"].get("lowest_answers", 0) <= found["t"].get("answers", 0))
    if "g" in content and content["g"] != "all":
        require(isinstance(content["g"], list) and 1 <= len(content["g"]) <= 64)
        require(all(type(one) is str for one in content["g"]))
        require(all(re.fullmatch("[a-z][a-z0-9_]{0,31}", one) for one in content["g"]))
        require(len(set(content["g"])) == len(content["g"]))
    return found | ({"g": content["g"]} if "g" in content else {})


def name_keys(content):
    """Name the keys of a message `keys`, as an `ask` does."""
    sealing, verifying = content["s"], content["v"]
    require(len(sealing) == len(verifying) == 32)
    return blake2b(sealing + verifying, digest_size=8, person=b"aiyou hq keys").digest()


def confirm(house, epoch, seq, house_verify_key, hq_private_key, person=b"aiyou accepted"):
    """Write a confirmation code as headquarters."""
    point = crypto_sign_ed25519_pk_to_curve25519(house_verify_key)
    keys = house_verify_key + crypto_scalarmult_base(hq_private_key)
    shared = crypto_scalarmult(hq_private_key, point) + keys
    secret = blake2b(shared, digest_size=32, person=b"aiyou confirming").digest()
    told = cbor2.dumps([house, epoch, seq], canonical=True)
    digest = blake2b(told, key=secret, digest_size=8, person=person).digest()
    bits = f"{int.from_bytes(digest):064b}"[:50]
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(letters[int(bits[at : at + 5], 2)] for at in range(0, 50, 5))

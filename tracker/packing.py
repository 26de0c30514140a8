"""Answers packed for the way, as the browser says it can unpack them."""

import gzip

import brotli
import zstandard
from flask import Flask, Response, request

LEAST = 500  # bytes; what is smaller fits one packet anyway
PACKED = frozenset(
    {
        "application/javascript",
        "application/atom+xml",
        "application/json",
        "application/ld+json",
        "application/problem+json",
        "application/xml",
        "image/svg+xml",
    }
)
PACKERS = {
    "br": lambda content: brotli.compress(content, quality=5),
    "zstd": lambda content: zstandard.ZstdCompressor(level=9).compress(content),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}


def init_app(app: Flask) -> None:
    """Pack what is text and worth it."""
    app.after_request(pack)


def best() -> str | None:
    """The packing the browser likes best; between equals br, zstd, gzip."""
    likes = {name: request.accept_encodings.quality(name) for name in PACKERS}
    name = max(PACKERS, key=lambda name: likes[name])
    return name if likes[name] > 0 and likes[name] >= _as_it_is() else None


def _as_it_is() -> float:
    """How much the browser likes an answer unpacked; said only with an explicit `identity`."""
    said = dict(request.accept_encodings)
    return float(said.get("identity", 0))


def pack(answer: Response) -> Response:
    """The answer, packed where that is asked for and pays."""
    kind = answer.mimetype or ""
    if not (kind.startswith("text/") or kind in PACKED) or answer.direct_passthrough:
        return answer
    answer.vary.add("Accept-Encoding")
    done = "Content-Encoding" in answer.headers or answer.is_streamed
    if done or answer.status_code in (204, 206, 304) or (answer.content_length or 0) < LEAST:
        return answer
    name = best()
    if name is not None:
        answer.set_data(PACKERS[name](answer.get_data()))
        answer.headers["Content-Encoding"] = name
    return answer

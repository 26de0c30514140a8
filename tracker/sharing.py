"""What leaves the site: whole addresses for messages, feeds and previews, and ways to send them."""

import re
from urllib.parse import quote, urlsplit

from flask import current_app, has_request_context, request
from flask_babel import gettext

from tracker import pdf

_ASCII = re.compile("[\x00-\x9f]+")
LOCALES = {"ky": "ky_KG", "ru": "ru_RU", "en": "en_US"}  # of the Open Graph protocol


def whole(path: str) -> str:
    """The address of a page of ours for somebody elsewhere.

    By TRACKER_PUBLIC_URL; where that is this machine alone, by the host that was asked.
    """
    public: str = current_app.config["TRACKER"].public_url
    if urlsplit(public).hostname in pdf.HERE and has_request_context():
        public = request.host_url.rstrip("/")
    return public + path


def ways(words: str, path: str) -> dict[str, str]:
    """Where a plain link sends a page: nobody's script is asked for, nothing is told beforehand."""
    address = quote(whole(path), safe=":/")
    # Letters beyond ASCII stand as they are: a browser encodes them itself, and the page is short.
    said = _ASCII.sub(lambda found: quote(found[0], safe=""), words)
    return {
        "WhatsApp": f"https://wa.me/?text={said}%20{address}",
        "Telegram": f"https://t.me/share/url?url={address}&text={said}",
    }


def notice() -> str:
    """What marks a picture or a poster of the example; empty of the real thing."""
    if current_app.config["TRACKER"].mode != "example":
        return ""
    return ". ".join((gettext("Example"), gettext("Everything here is invented.")))

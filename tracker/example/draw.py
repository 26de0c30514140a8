"""Draws the papers of the example after their words changed: `python -m tracker.example.draw`.

They are kept beside the words: a load needs no library that draws, and every load keeps the same
file by the same hash.
"""

from html import escape

from tracker import pdf
from tracker.example.papers import FILES
from tracker.example.told import told


def main() -> None:
    """Draw each kind anew."""
    story = told("papers")
    for kind, paper in story["papers"].items():
        html = _html(paper["title"], paper["pages"], story["invented"])
        (FILES / f"{kind}.pdf").write_bytes(pdf.render(html, "ky"))


def _html(title: str, pages: list[list[str]], invented: str) -> str:
    parts = ["".join(f"<p>{escape(text)}</p>" for text in [*page, invented]) for page in pages]
    whole = '<div style="break-before: page"></div>'.join(parts)
    return (
        f"<head><title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>{whole}</body>"
    )


if __name__ == "__main__":
    main()

"""The lots of a draft: lines of one number are awarded and contracted together."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.errors import Refusal
from procurement.acts.values import PurchaseValues
from procurement.models import Lot, Purchase, PurchaseLine

MOST = 99


def part(
    session: Session, purchase: Purchase, lines: Sequence[PurchaseLine], values: PurchaseValues
) -> None:
    """Give each line its lot. Where not two lots are told apart the purchase is bought as one.

    Raises:
        Refusal: `lot.number`; `lot.line_without` where some lines name a lot and others do not.
    """
    numbers = [entry.lot for entry in values.lines]
    told = sorted({number for number in numbers if number is not None})
    if any(not 1 <= number <= MOST for number in told):
        raise Refusal("lot.number", "lot", most=MOST)
    if told and None in numbers:
        raise Refusal("lot.line_without", "lot")
    if len(told) < 2:
        return
    titles = {number: title.strip() for number, title in values.lot_titles}
    for number in told:
        own = [line for line, of in zip(lines, numbers, strict=True) if of == number]
        lot = Lot(
            purchase_id=purchase.id,
            place=purchase.place,
            number=number,
            title=titles.get(number) or own[0].title,
        )
        session.add(lot)
        session.flush()
        for line in own:
            line.lot_id = lot.id

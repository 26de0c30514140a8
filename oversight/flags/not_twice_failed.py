"""Said to have failed twice: bought directly on that ground, without two failures on record.

Why it matters: the ground lets one buy directly only after two competitions truly brought
nobody.
Innocent when: the competitions were held on the state portal and not entered here.
Source: number 18 of the national set; Article 21(4)(7) of Law No. 72 of 03.04.2015, as quoted in
open indicator definitions; the article of the law of 2022 was not found.
"""

from oversight.flags.concerns import not_direct
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter, item_class

CODE = "K18"
VERSION = "1.1"
STANDING = "default"
OCP = None
NATIONAL = ("18", "KRAI10")
PUBLIC = True
VALID = (None, None)
GROUND = "twice_unsuccessful"
NEEDED = 2


def look(matter: Matter) -> Look:
    """Raised where fewer than 2 competitions or lots of the same class (four digits of the item
    code) failed at the holder in this or the last fiscal year, before the day.

    Only of holders with a competition on record in those years: of others it is not known where
    theirs were held. A purchase announced again after a failure counts each time.
    """
    if (beside := not_direct(matter)) is not None:
        return beside
    if matter.head.ground != GROUND:
        return cannot_say("other_ground")
    known = matter.dealing
    if not known.competes:
        return cannot_say("no_competition_known")
    own = {item_class(line.item_code) for line in matter.lines} - {None}
    if not own:
        return cannot_say("no_item_code")
    found = [one for one in known.failed if own & one.classes and one.on <= matter.on]
    told = {"failures": len(found), "purchases": sorted({one.purchase for one in found})}
    if len(found) >= NEEDED:
        return not_raised(**told)
    if any(not one.classes and one.on <= matter.on for one in known.failed):
        return cannot_say("no_item_code")
    return noted(**told)

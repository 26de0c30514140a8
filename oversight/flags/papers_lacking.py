"""Papers are lacking: a paper that belongs to the stage reached is not attached.

Why it matters: without the specification, the protocol, the contract and the act nobody can
compare what was asked for, what was agreed and what came.
Innocent when: the paper exists and was not scanned yet, or stands on the state portal.
Source: our reading of the names of red flags R004 and R005 of the Open Contracting Partnership
(2024); which paper belongs to which stage is a list of this project.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter
from procurement import papers

CODE = "R005"
VERSION = "1.0"
STANDING = "default"
OCP = "R005"
NATIONAL = ("KRAI12",)
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where a kind of paper that its stage asks for is not among those attached.

    Only of holders that attach papers here at all: of others it is not known where theirs are.
    A paper withheld for personal data counts as there.
    """
    status = matter.head.status
    accepted = any(contract.accepted for contract in matter.contracts)
    needed = papers.needed(status, competitive=matter.competitive, accepted=accepted)
    if not needed:
        return cannot_say("no_paper_due")
    lacking = [kind for kind in needed if kind not in matter.dealing.papers]
    if not lacking:
        return not_raised(papers=needed)
    if not matter.dealing.keeps_papers:
        return cannot_say("keeps_no_papers")
    return noted(papers_lacking=lacking, papers=needed)

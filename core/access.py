"""The law of access on one page: who may do what, and where.

A role is held at a place (or a school). Some acts belong to the very place whose money it is;
others reach down to all that lies below.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.errors import NotPermitted


class Role(StrEnum):
    """What a person is, at one place."""

    OFFICER = "officer"  # drafts, contracts, acceptance papers, payments, answers
    APPROVER = "approver"  # approves, never what the same person wrote
    SCHOOL = "school"  # passport, stock-taking, acceptance at the school
    COUNCIL = "council"  # samples, visits, findings, votes
    PARTNER = "partner"  # other bodies that answer: health, education, emergencies
    EDITOR = "editor"  # Standard, registers, thresholds, moderation
    ADMIN = "admin"  # accounts only, no money
    OPERATOR = "operator"  # whoever runs the commands on the machine itself; account 0
    VISITOR = "visitor"  # whoever has no account: asks, and tells what came; no account holds it


class Act(StrEnum):
    """What an official does; the value stands in the leaf."""

    GRANT_ROLE = "accounts.grant_role"
    END_ROLE = "accounts.end_role"
    LOAD_REGISTER = "register.load"
    SET_THRESHOLD = "register.set_threshold"
    ADOPT_EDITION = "standard.adopt"
    DRAFT_EDITION = "standard.draft"
    FILL_PASSPORT = "standard.fill_passport"
    ASSESS = "standard.assess"
    CHECK_ASSESSMENT = "standard.check"
    SET_PRICE = "standard.set_price"
    OFFER_PRACTICE = "standard.offer_practice"
    DECIDE_PRACTICE = "standard.decide_practice"
    MARK_PILOT = "standard.mark_pilot"
    PUBLISH_GUIDANCE = "standard.publish_guidance"
    DRAFT_BUDGET = "budgets.draft"
    ALLOCATE = "budgets.allocate"
    SUBMIT_BUDGET = "budgets.submit"
    RETURN_BUDGET = "budgets.send_back"
    APPROVE_BUDGET = "budgets.approve"
    HOLD_HEARING = "budgets.hold_hearing"
    ASK_AT_HEARING = "budgets.ask_at_hearing"
    ANSWER_AT_HEARING = "budgets.answer_at_hearing"
    ASK_TRANSFER = "budgets.ask_transfer"
    DECIDE_TRANSFER = "budgets.order_transfer"
    REFUSE_TRANSFER = "budgets.refuse_transfer"
    OPEN_INTERIM = "budgets.open_interim"
    END_YEAR = "budgets.end_year"
    COMMIT_MONEY = "budgets.commit"
    RECORD_GIFT = "budgets.record_gift"
    REVERSE_GIFT = "budgets.reverse_gift"
    REPORT_GIFTS = "budgets.report_gifts"
    IMPORT_PLAN = "procurement.import_plan"
    KEEP_PLAN = "procurement.keep_plan"
    NAME_SUPPLIER = "procurement.name_supplier"
    KEEP_CONTACT = "procurement.keep_contact"
    LIST_UNRELIABLE = "procurement.list_unreliable"
    DRAFT_PURCHASE = "procurement.draft"
    PLAN_PURCHASE = "procurement.plan"
    ANNOUNCE = "procurement.announce"
    OPEN_BIDS = "procurement.open_bids"
    FAIL_PURCHASE = "procurement.fail"
    END_LOT = "procurement.end_lot"
    AWARD = "procurement.award"
    SIGN = "procurement.sign"
    AMEND_CONTRACT = "procurement.amend"
    DELIVER = "procurement.deliver"
    ACCEPT = "procurement.accept"
    PAY = "procurement.pay"
    WITHHOLD = "procurement.withhold"
    GIVE_BACK = "procurement.give_back"
    REVERSE = "procurement.reverse"
    CANCEL_PURCHASE = "procurement.cancel"
    CLOSE_PURCHASE = "procurement.close"
    TERMINATE = "procurement.terminate"
    RECONCILE = "opendata.reconcile"
    COUNT_MEALS = "procurement.count_meals"
    SET_MENU = "procurement.set_menu"
    JUSTIFY = "oversight.justify"
    TAKE_FLAG = "oversight.take_flag"
    RELEASE_FLAG = "oversight.release_flag"
    JUDGE_FLAG = "oversight.judge_flag"
    CONFIRM_FLAG = "oversight.confirm_flag"
    ATTACH_DOCUMENT = "procurement.attach_document"
    WITHDRAW_DOCUMENT = "procurement.withdraw_document"
    ASK_QUESTION = "oversight.ask_question"
    PUBLISH_QUESTION = "oversight.publish_question"
    DECLINE_QUESTION = "oversight.decline_question"
    ANSWER_QUESTION = "oversight.answer_question"
    REPORT_DELIVERY = "oversight.report_delivery"
    SHOW_PHOTOGRAPH = "oversight.show_photograph"
    ANNOUNCE_SAMPLE = "oversight.announce_sample"
    DRAW_SAMPLE = "oversight.draw_sample"
    LOOK_AT_SAMPLE = "oversight.look_at_sample"
    ANNOUNCE_ROUND = "oversight.announce_round"
    CLOSE_ROUND = "oversight.close_round"
    HAND_IN_VISIT = "oversight.hand_in_visit"
    OPEN_FINDING = "oversight.open_finding"
    PROVE_FINDING = "oversight.prove_finding"
    HIDE_EVIDENCE = "oversight.hide_evidence"
    DISCUSS_FINDING = "oversight.discuss_finding"
    ANSWER_FINDING = "oversight.answer_finding"
    REPORT_REMEDY = "oversight.report_remedy"
    OBJECT_TO_FINDING = "oversight.object_to_finding"
    VOTE_ON_FINDING = "oversight.vote_on_finding"
    DECIDE_FINDING = "oversight.decide_finding"
    RETURN_REMEDY = "oversight.return_remedy"
    WITHDRAW_FINDING = "oversight.withdraw_finding"
    NAME_BODY = "oversight.name_body"


OFFICE = frozenset({Role.OFFICER})
COUNCILS = frozenset({Role.COUNCIL})
EDITORS = frozenset({Role.EDITOR, Role.OPERATOR})
# Law No. 81 of 30.05.2014: never the school; an officer enters by the council's document.
TRUSTEES = frozenset({Role.COUNCIL, Role.OFFICER})
COUNCILS = frozenset({Role.COUNCIL})
ADDRESSEES = frozenset({Role.OFFICER, Role.PARTNER})  # whom a finding is addressed to
PERMITS: dict[Act, frozenset[Role]] = {
    Act.GRANT_ROLE: frozenset({Role.ADMIN, Role.OPERATOR}),
    Act.END_ROLE: frozenset({Role.ADMIN, Role.OPERATOR}),
    Act.LOAD_REGISTER: EDITORS,
    Act.SET_THRESHOLD: EDITORS,
    Act.ADOPT_EDITION: EDITORS,
    Act.DRAFT_EDITION: EDITORS,
    Act.FILL_PASSPORT: frozenset({Role.SCHOOL, Role.OFFICER, Role.OPERATOR}),
    Act.ASSESS: frozenset({Role.SCHOOL, Role.OFFICER, Role.COUNCIL}),
    Act.CHECK_ASSESSMENT: frozenset({Role.COUNCIL}),
    Act.SET_PRICE: EDITORS,
    Act.OFFER_PRACTICE: frozenset({Role.SCHOOL, Role.OFFICER}),
    Act.DECIDE_PRACTICE: frozenset({Role.COUNCIL}),
    Act.MARK_PILOT: EDITORS,
    Act.PUBLISH_GUIDANCE: EDITORS,
    Act.DRAFT_BUDGET: OFFICE,
    Act.ALLOCATE: OFFICE,
    Act.SUBMIT_BUDGET: OFFICE,
    Act.RETURN_BUDGET: frozenset({Role.APPROVER}),
    Act.APPROVE_BUDGET: frozenset({Role.APPROVER}),
    Act.HOLD_HEARING: OFFICE,
    Act.ASK_AT_HEARING: frozenset({Role.OFFICER, Role.COUNCIL}),
    Act.ANSWER_AT_HEARING: OFFICE,
    Act.ASK_TRANSFER: OFFICE,
    Act.DECIDE_TRANSFER: frozenset({Role.APPROVER}),
    Act.REFUSE_TRANSFER: frozenset({Role.APPROVER, Role.OFFICER}),
    Act.OPEN_INTERIM: frozenset({Role.APPROVER}),
    Act.END_YEAR: frozenset({Role.APPROVER}),
    Act.COMMIT_MONEY: OFFICE,
    Act.RECORD_GIFT: TRUSTEES,
    Act.REVERSE_GIFT: TRUSTEES,
    Act.REPORT_GIFTS: TRUSTEES,
    Act.IMPORT_PLAN: frozenset({Role.OFFICER, Role.OPERATOR}),
    Act.KEEP_PLAN: OFFICE,
    Act.NAME_SUPPLIER: frozenset({Role.OFFICER, Role.OPERATOR}),
    Act.KEEP_CONTACT: OFFICE,
    Act.LIST_UNRELIABLE: EDITORS,
    Act.DRAFT_PURCHASE: OFFICE,
    Act.PLAN_PURCHASE: OFFICE,
    Act.ANNOUNCE: OFFICE,
    Act.OPEN_BIDS: OFFICE,
    Act.FAIL_PURCHASE: OFFICE,
    Act.END_LOT: OFFICE,
    Act.AWARD: OFFICE,
    Act.SIGN: OFFICE,
    Act.AMEND_CONTRACT: OFFICE,
    Act.DELIVER: frozenset({Role.OFFICER, Role.SCHOOL}),
    Act.ACCEPT: frozenset({Role.OFFICER, Role.SCHOOL}),
    Act.PAY: OFFICE,
    Act.WITHHOLD: OFFICE,
    Act.GIVE_BACK: frozenset({Role.OFFICER, Role.SCHOOL}),
    Act.REVERSE: OFFICE,
    Act.CANCEL_PURCHASE: OFFICE,
    Act.CLOSE_PURCHASE: OFFICE,
    Act.TERMINATE: OFFICE,
    Act.RECONCILE: frozenset({Role.OFFICER, Role.APPROVER}),
    Act.COUNT_MEALS: frozenset({Role.SCHOOL, Role.OFFICER}),
    Act.SET_MENU: OFFICE,
    Act.JUSTIFY: OFFICE,
    Act.TAKE_FLAG: COUNCILS,
    Act.RELEASE_FLAG: COUNCILS,
    Act.JUDGE_FLAG: COUNCILS,
    Act.CONFIRM_FLAG: COUNCILS,
    Act.ATTACH_DOCUMENT: frozenset({Role.OFFICER, Role.SCHOOL}),
    Act.WITHDRAW_DOCUMENT: OFFICE,
    Act.ASK_QUESTION: frozenset({Role.VISITOR}),
    Act.PUBLISH_QUESTION: frozenset({Role.EDITOR}),
    Act.DECLINE_QUESTION: frozenset({Role.EDITOR}),
    Act.ANSWER_QUESTION: OFFICE,
    Act.REPORT_DELIVERY: frozenset({Role.VISITOR}),
    Act.SHOW_PHOTOGRAPH: frozenset({Role.EDITOR}),
    Act.ANNOUNCE_SAMPLE: frozenset({Role.COUNCIL}),
    Act.DRAW_SAMPLE: frozenset({Role.COUNCIL}),
    Act.LOOK_AT_SAMPLE: frozenset({Role.COUNCIL}),
    Act.ANNOUNCE_ROUND: frozenset({Role.COUNCIL}),
    Act.CLOSE_ROUND: frozenset({Role.COUNCIL}),
    Act.HAND_IN_VISIT: frozenset({Role.COUNCIL}),
    Act.OPEN_FINDING: COUNCILS,
    Act.PROVE_FINDING: COUNCILS | ADDRESSEES,
    Act.HIDE_EVIDENCE: COUNCILS | ADDRESSEES,
    Act.DISCUSS_FINDING: COUNCILS,
    Act.ANSWER_FINDING: ADDRESSEES,
    Act.REPORT_REMEDY: ADDRESSEES,
    Act.OBJECT_TO_FINDING: ADDRESSEES,
    Act.VOTE_ON_FINDING: COUNCILS,
    Act.DECIDE_FINDING: COUNCILS,
    Act.RETURN_REMEDY: COUNCILS,
    Act.WITHDRAW_FINDING: COUNCILS,
    Act.NAME_BODY: frozenset({Role.ADMIN, Role.OPERATOR}),
}

OFFICIALS = frozenset({Role.OFFICER, Role.APPROVER, Role.SCHOOL, Role.EDITOR})


@dataclass(frozen=True, slots=True)
class Grant:
    """One role at one place."""

    role: Role
    place: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever does an act: a number and the roles held. No name reaches the domain."""

    account: int
    grants: tuple[Grant, ...] = ()

    def acting(self, act: Act, *places: str) -> Grant | None:
        """The role that permits `act` at one of `places`, in the order the places are given."""
        for place in places:
            for grant in self.grants:
                if grant.role in PERMITS[act] and place == grant.place:
                    return grant
        return None

    def holds(self, *roles: Role) -> tuple[str, ...]:
        """The places where the actor holds one of `roles`."""
        return tuple(grant.place for grant in self.grants if grant.role in roles)


NOBODY = Actor(account=-1)


def operator(country: str) -> Actor:
    """Account 0: whoever runs commands on the machine."""
    return Actor(account=0, grants=(Grant(Role.OPERATOR, country),))


def visitor(country: str) -> Actor:
    """Whoever has no account, and whoever sends what needs none: nobody in particular."""
    return Actor(account=NOBODY.account, grants=(Grant(Role.VISITOR, country),))


def may(actor: Actor, act: Act, *places: str) -> bool:
    """May the actor do `act` at one of `places`?

    For money `places` is the one place that holds it; for oversight and schools it is the school
    and all that it lies within.
    """
    return actor.acting(act, *places) is not None


def require(actor: Actor, act: Act, *places: str) -> Grant:
    """The role by which the actor does this.

    Raises:
        NotPermitted: no role held at any of `places` permits the act.
    """
    grant = actor.acting(act, *places)
    if grant is None:
        raise NotPermitted(act, places[0] if places else None)
    return grant

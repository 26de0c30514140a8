"""Every act of the journal in plain words. One of a later program has none."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from core.access import Act

_l = lazy_gettext

ACTS: Mapping[str, LazyString] = {
    Act.GRANT_ROLE: _l("A role was given"),
    Act.END_ROLE: _l("A role was ended"),
    Act.LOAD_REGISTER: _l("A register was loaded"),
    Act.ADOPT_EDITION: _l("An edition of the Standard was adopted"),
    Act.FILL_PASSPORT: _l("A school’s passport was filled in"),
    Act.ASSESS: _l("It was written down what a school has"),
    Act.CHECK_ASSESSMENT: _l("A council checked what a school has"),
    Act.SET_PRICE: _l("A reference price was set"),
    Act.OFFER_PRACTICE: _l("A good practice was told"),
    Act.DECIDE_PRACTICE: _l("A council decided on a good practice"),
    Act.MARK_PILOT: _l("A pilot school was marked"),
    Act.PUBLISH_GUIDANCE: _l("Guidance was published"),
    Act.SUBMIT_BUDGET: _l("A budget was handed in"),
    Act.RETURN_BUDGET: _l("A budget was sent back"),
    Act.APPROVE_BUDGET: _l("A budget was approved"),
    Act.HOLD_HEARING: _l("A hearing was announced, held, or drawn on"),
    Act.ASK_AT_HEARING: _l("A question was put at a hearing"),
    Act.ANSWER_AT_HEARING: _l("A question of a hearing was answered"),
    Act.ASK_TRANSFER: _l("It was asked to move money between lines"),
    Act.DECIDE_TRANSFER: _l("Money was moved between lines"),
    Act.REFUSE_TRANSFER: _l("A transfer was refused"),
    Act.OPEN_INTERIM: _l("A year was opened by twelfths"),
    Act.END_YEAR: _l("A year was reported or closed"),
    Act.COMMIT_MONEY: _l("Money was tied to a contract"),
    Act.IMPORT_PLAN: _l("A procurement plan was read in"),
    Act.NAME_SUPPLIER: _l("A supplier was entered"),
    Act.KEEP_CONTACT: _l("A contact of a supplier was kept"),
    Act.LIST_UNRELIABLE: _l("The list of unreliable suppliers was brought in"),
    Act.PLAN_PURCHASE: _l("A purchase was put into the plan"),
    Act.ANNOUNCE: _l("A purchase was announced"),
    Act.AWARD: _l("A supplier was chosen"),
    Act.SIGN: _l("A contract was signed"),
    Act.AMEND_CONTRACT: _l("A contract was changed"),
    Act.DELIVER: _l("A delivery was noted"),
    Act.ACCEPT: _l("A delivery was accepted"),
    Act.PAY: _l("A payment was noted"),
    Act.CANCEL_PURCHASE: _l("A purchase was cancelled"),
    Act.CLOSE_PURCHASE: _l("A purchase was finished"),
    Act.JUSTIFY: _l("A flag was answered"),
    Act.JUDGE_FLAG: _l("A council judged the answer to a flag"),
    Act.CONFIRM_FLAG: _l("A council confirmed a flag"),
    Act.PUBLISH_QUESTION: _l("A question of people was published"),
    Act.DECLINE_QUESTION: _l("A question of people was not published"),
    Act.ANSWER_QUESTION: _l("A question of people was answered"),
    Act.REPORT_DELIVERY: _l("People told of a delivery"),
    Act.SHOW_PHOTOGRAPH: _l("A photograph of people was shown or taken off"),
    Act.OPEN_BIDS: _l("Bids were opened"),
    Act.FAIL_PURCHASE: _l("A purchase failed: no offer was taken"),
    Act.END_LOT: _l("A lot ended without a contract"),
    Act.TERMINATE: _l("A contract was ended early"),
    Act.SET_THRESHOLD: _l("A limit in som was set or confirmed"),
    Act.KEEP_PLAN: _l("The procurement plan was published or changed"),
    Act.RECONCILE: _l("Payments were compared with an extract of the treasury"),
    Act.ATTACH_DOCUMENT: _l("A document was added to a purchase"),
    Act.WITHDRAW_DOCUMENT: _l("A document of a purchase was withdrawn"),
    Act.GIVE_BACK: _l("Goods were given back to the supplier"),
    Act.REVERSE: _l("An entry made by mistake was undone"),
    Act.WITHHOLD: _l("A penalty was withheld"),
    Act.COUNT_MEALS: _l("Meals of a school were counted"),
    Act.SET_MENU: _l("A menu was entered"),
    Act.RECORD_GIFT: _l("A voluntary gift was entered"),
    Act.REVERSE_GIFT: _l("An entry of a gift was taken back"),
    Act.REPORT_GIFTS: _l("A report on voluntary gifts was published"),
}


def act_words(act: str) -> str:
    """An act in plain words; one of a later program stands by its code."""
    return str(ACTS.get(act, act))

"""Words of the flags of offers and their openings."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from tracker.phrases.flags.words import FlagWords

_l = lazy_gettext

FLAGS: dict[str, FlagWords] = {
    "R003": FlagWords(
        _l("Short time to offer"),
        _l(
            "There were fewer days from the announcement to the opening of offers than is usual by this method."
        ),
        _l("A short time leaves only those who knew before; others cannot get an offer ready."),
        _l(
            "The need was urgent and the same day was told to all, or the purchase is small and everybody who sells it is near."
        ),
        _l(
            "Red flag R003 as Cardinal of the Open Contracting Partnership defines it, with days by method: the terms of the law were not found, the country profile has this project's own."
        ),
    ),
    "R018": FlagWords(
        _l("Only one offer"),
        _l("One supplier alone made an offer, though the method is open to more."),
        _l("Without a second offer nobody sees whether the price is fair."),
        _l(
            "Few sell the thing near here, as in a remote village, or the announcement reached nobody in time."
        ),
        _l("Red flag R018 as Cardinal of the Open Contracting Partnership defines it."),
    ),
    "K08": FlagWords(
        _l("One offer again and again"),
        _l(
            "One supplier alone offered for a lot, and this buyer has had that twenty times or more."
        ),
        _l("Once it is chance; a buyer to whom nobody ever comes may be keeping others away."),
        _l("The place is remote and has one shop; then others should be asked from further away."),
        _l(
            "Number 8 of the national set, in force under the law of 2015; its text under the law of 2022 was not found."
        ),
    ),
    "R019": FlagWords(
        _l("Fewer offers than usual"),
        _l(
            "Fewer suppliers made an offer than usual for this class of items in the region: at least 30% below the median."
        ),
        _l(
            "Where others find three sellers and this buyer finds one, something may have kept them away."
        ),
        _l(
            "The place is hard to reach, the sum is small, or the goods asked for are rarer than their class tells."
        ),
        _l(
            "Our reading of the name of red flag R019 of the Open Contracting Partnership (2024), and number 6 of the national set; that set says average, here it is the median, which one large purchase does not move."
        ),
    ),
    "R022": FlagWords(
        _l("Offers far apart"),
        _l(
            "The highest valid offer for the same is at least 30% above the lowest, as a share of the highest."
        ),
        _l("Offers so far apart say that the task was not clear, or that some were made to lose."),
        _l(
            "The offers are for goods of different make or quality, or a far seller added transport."
        ),
        _l(
            "Our reading of the name of red flag R022 of the Open Contracting Partnership (2024); the share is that of number 7 of the national set."
        ),
    ),
    "R023": FlagWords(
        _l("The same distance again"),
        _l("Two suppliers offered prices with the same ratio to each other at least three times."),
        _l("Prices that are made apart do not keep one ratio; one hand may have made both."),
        _l(
            "Both follow the same price list, one with a fixed delivery charge, or round prices met by chance."
        ),
        _l(
            "Our reading of the name of red flag R023 of the Open Contracting Partnership (2024); that a ratio to two decimals in two purchases is enough was proposed for Cardinal and is less strict than here: three decimals, three times."
        ),
    ),
    "R024": FlagWords(
        _l("Second offer very near"),
        _l("The second lowest valid offer is hardly above the one that won."),
        _l(
            "A supplier in league with another can offer a little more, so that it looks like a contest."
        ),
        _l("Prices are set by the state, or everybody buys from the same wholesale list."),
        _l(
            "Red flag R024 as Cardinal of the Open Contracting Partnership defines it; where its fence is not above zero, a fixed share of 1%: its settings allow one, and its example has 5%."
        ),
    ),
    "R058": FlagWords(
        _l("Far below the next offer"),
        _l("The offer that won lies far below the second lowest."),
        _l("What is so cheap may not be what was asked for; with food that is a danger."),
        _l("The seller is the maker, is near, or sells what is left of a season."),
        _l(
            "Red flag R058 as Cardinal of the Open Contracting Partnership defines it; where its fence is not above zero, its example of a fixed share of one half."
        ),
    ),
    "R025": FlagWords(
        _l("Offers often, seldom wins"),
        _l(
            "One of those who offered does so more often than most, and wins far less of it than others."
        ),
        _l(
            "Who offers again and again and does not mind losing may only make a contest look like one."
        ),
        _l("The supplier is new, is far away, or sells dearer goods of a better make."),
        _l(
            "Red flag R025 as Cardinal of the Open Contracting Partnership defines it, of suppliers with at least 5 valid offers; where its fence is not above zero, its example of a fixed share of 5%."
        ),
    ),
    "R028": FlagWords(
        _l("The same price twice"),
        _l("Different suppliers offered the same price to the tyiyn."),
        _l("Equal prices seldom come by chance; one seller may have known the other's."),
        _l(
            "The price is set by the state or by the maker, or it is a round sum for a small thing."
        ),
        _l("Red flag R028 as Cardinal of the Open Contracting Partnership defines it."),
    ),
    "R030": FlagWords(
        _l("Chosen though late"),
        _l("The offer that was chosen came after the day on which offers were opened."),
        _l("Who offers last and has seen the other prices need not compete."),
        _l(
            "The day was entered wrongly, or the protocol says why the term was made longer for all."
        ),
        _l(
            "Red flag R030 as Cardinal of the Open Contracting Partnership defines it; hours are not known, so that an offer later on the same day is not late."
        ),
    ),
    "R035": FlagWords(
        _l("All others rejected"),
        _l("Every offer but that of the chosen supplier was rejected."),
        _l("Whoever is to win wins, if all others can be sent away."),
        _l("The others truly lacked a paper everybody was asked for; the protocol says which."),
        _l("Red flag R035 as Cardinal of the Open Contracting Partnership defines it."),
    ),
    "R036": FlagWords(
        _l("Lowest offer rejected"),
        _l("The lowest offer was rejected, and a dearer one was taken."),
        _l("The school pays more than it had to, if the reason does not hold."),
        _l("The goods offered were not what was asked for; the reason stands in the protocol."),
        _l(
            "Red flag R036 as Cardinal of the Open Contracting Partnership defines it; it takes for granted that price alone decides, which is not always so."
        ),
    ),
    "R038": FlagWords(
        _l("Offers often rejected"),
        _l(
            "An offer was rejected, and the buyer rejects, or the supplier has rejected, far more offers than others."
        ),
        _l(
            "A buyer can keep a contest for one by rejecting the others; a supplier can offer what must be rejected, so that it looks like a contest."
        ),
        _l(
            "Few sellers here know how to write an offer, or the buyer asks for papers that are hard to get."
        ),
        _l(
            "Red flag R038 as Cardinal of the Open Contracting Partnership defines it, of buyers with at least 5 contests and suppliers with at least 5 offers; where its fence is not above zero, its example of a fixed share of one half."
        ),
    ),
    "R048": FlagWords(
        _l("Supplier of everything"),
        _l("The chosen supplier sells things of far more kinds than other suppliers do."),
        _l(
            "Who sells everything seldom makes any of it, so that each thing may cost more than elsewhere."
        ),
        _l("It is the one shop of the village, or a wholesaler of school supplies."),
        _l(
            "Red flag R048 as Cardinal of the Open Contracting Partnership defines it, of suppliers chosen in at least 5 purchases where it asks for 20, and never below 4 divisions."
        ),
    ),
}

REASONS: dict[str, LazyString] = {
    "no_competition": _l("By this method nobody else has to be asked."),
    "not_opened": _l("No offers have been opened by a protocol yet."),
    "not_awarded": _l("No supplier has been chosen yet."),
    "cancelled": _l("The purchase was cancelled."),
    "few_offers": _l("There are not two offers that could be compared."),
    "not_compared": _l("Too few offers are known to compare with, or none were counted yet."),
    "no_days": _l("No usual time to offer is known for this method."),
    "seldom_offers": _l("Who offered here has too few offers to tell. Need: %(need)s."),
    "seldom_chosen": _l("Who was chosen here was chosen too seldom to tell. Need: %(need)s."),
}

FACTS: dict[str, tuple[LazyString, str]] = {
    "lot": (_l("Lot"), "number"),
    "announced_on": (_l("Announced on"), "day"),
    "opened_on": (_l("Offers opened on"), "day"),
    "received_on": (_l("Offer received on"), "day"),
    "days": (_l("Days to offer"), "number"),
    "least_days": (_l("Usual days"), "number"),
    "days_standing": (_l("Usual days are"), "word"),
    "tenderers": (_l("Suppliers who offered"), "number"),
    "usual_tenderers": (_l("Usually"), "text"),
    "processes_compared": (_l("Purchases compared"), "number"),
    "lowest_rejected": (_l("Lowest rejected offer"), "som"),
    "lowest_offer": (_l("Lowest valid offer"), "som"),
    "highest_offer": (_l("Highest valid offer"), "som"),
    "offered": (_l("Price offered"), "som"),
    "apart": (_l("Between them"), "percent"),
    "above": (_l("Second offer above the winning one"), "percent"),
    "suppliers": (_l("Suppliers"), "suppliers"),
    "ratio": (_l("Ratio of their prices"), "text"),
    "times": (_l("So many times"), "number"),
    "whose": (_l("Who"), "word"),
    "contests": (_l("Contests with a valid offer"), "number"),
    "won": (_l("Of them won"), "percent"),
    "rejected": (_l("Suppliers rejected"), "number"),
    "offers": (_l("Offers counted"), "number"),
    "rejected_share": (_l("Of them rejected"), "percent"),
    "share": (_l("The rule looks from"), "percent"),
    "share_of": (_l("That number is"), "word"),
    "chosen": (_l("Purchases in which it was chosen"), "number"),
    "divisions": (_l("Kinds of things sold"), "number"),
    "many_divisions": (_l("Many are, from"), "number"),
    "single_offers": (_l("Lots of this buyer with one offer"), "number"),
}

WORDS: dict[str, LazyString] = {
    "default": _l("this project’s own, no norm"),
    "sourced": _l("of the law"),
    "measured": _l("counted from all offers"),
    "buyer": _l("the buyer"),
    "supplier": _l("the supplier"),
}

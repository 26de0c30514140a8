"""Words of the flags of methods, limits, the plan, papers and units."""

from flask_babel import lazy_gettext

from tracker.phrases.flags.words import FlagWords

_l = lazy_gettext

FLAGS = {
    "R001": FlagWords(
        _l("Outside the annual plan"),
        _l("The purchase follows no line of a plan published before its day."),
        _l(
            "What is in no plan was not weighed against other needs, and nobody could ask about it beforehand."
        ),
        _l(
            "Something broke or a grant came after the plan was made, and the sentence beside the purchase says so."
        ),
        _l(
            "Our reading of the name of red flag R001 of the Open Contracting Partnership (2024); Article 12(4) of Law No. 72 of 03.04.2015, as quoted in open indicator definitions; the law of 2022 was not seen."
        ),
    ),
    "R002": FlagWords(
        _l("Bunched just below the limit"),
        _l("In a year many sums lie right under the limit, few right over it."),
        _l("Sums fall evenly by themselves; it is worth asking why they heap up under a limit."),
        _l("The same thing is bought for many schools at one price that lies there."),
        _l(
            "Our reading of the name of red flag R002 of the Open Contracting Partnership (2024); just below is a tenth of the limit to either side, a default of this project, no norm."
        ),
    ),
    "R005": FlagWords(
        _l("Papers are lacking"),
        _l("A paper that belongs to the stage reached is not attached."),
        _l(
            "Without the specification, the protocol, the contract and the act nobody can compare what was asked for, what was agreed and what came."
        ),
        _l("The paper exists and was not scanned yet, or stands on the state portal."),
        _l(
            "Our reading of the names of red flags R004 and R005 of the Open Contracting Partnership (2024); which paper belongs to which stage is a list of this project."
        ),
    ),
    "R010": FlagWords(
        _l("No ground for going without competition"),
        _l("None is named, or one that was not in force."),
        _l(
            "Buying without competition is an exception, and only its ground shows that it was allowed."
        ),
        _l("The ground exists and was entered under another name."),
        _l(
            "Our reading of the name of red flag R010 of the Open Contracting Partnership (2024); the grounds of the country profile, each with its own standing (docs/law.md)."
        ),
    ),
    "R012": FlagWords(
        _l("Bought directly against the plan"),
        _l("The plan promised a competition, and there was none."),
        _l("Suppliers waited for a competition that the plan had announced to everybody."),
        _l("The competition was held and failed, or the plan was changed too late."),
        _l("Our reading of the name of red flag R012 of the Open Contracting Partnership (2024)."),
    ),
    "R013": FlagWords(
        _l("Mostly without competition"),
        _l("A far larger part of a year's purchases than with other holders."),
        _l("Competition is the rule and buying directly the exception."),
        _l("All needs were small, or the place is remote and has one supplier."),
        _l(
            "Our reading of the name of red flag R013 of the Open Contracting Partnership (2024); fences by Tukey over all holders of the year."
        ),
    ),
    "R016": FlagWords(
        _l("Price level of the whole purchase"),
        _l("All its lines together cost far from what others paid."),
        _l(
            "Many lines a little dearer each stay within their fences, and together take as much as one that stands out."
        ),
        _l("A remote place, fitting or a better make is in the prices."),
        _l(
            "Our reading of the name of red flag R016 of the Open Contracting Partnership (2024); 20 per cent is that of indicator KRAI11 of the national methodology, made under the law of 2015."
        ),
    ),
    "R031": FlagWords(
        _l("Award close to the estimate or above it"),
        _l("The offer taken is 99 per cent of it or more."),
        _l(
            "A competition brings the price down; an offer at the very estimate may have known it, or the estimate was made from the offer."
        ),
        _l("The price is a fixed tariff, or the estimate was published and low."),
        _l(
            "Our reading of the name of red flag R031 of the Open Contracting Partnership (2024); 99 per cent and a floor of 100 000 som are defaults of this project, no norm."
        ),
    ),
    "K04": FlagWords(
        _l("Direct soon after a competition was ended"),
        _l("The same class of things, within five days."),
        _l(
            "A competition given up and a direct purchase right after it leave open whether others could have offered."
        ),
        _l("No offer came, and the thing could not wait."),
        _l(
            "Number 4 of the national set, made under the law of 2015; five days are those of its published definition."
        ),
    ),
    "K09": FlagWords(
        _l("Conditional units without a specification"),
        _l("A simplified competition for something nobody can count."),
        _l("A conditional unit without a paper that says what it is can be any amount of work."),
        _l("The specification stands on the state portal and was not attached here."),
        _l(
            "Number 9 of the national set, made under the law of 2015; that the request for quotations of the law of 2022 is simplified is our own reading."
        ),
    ),
    "K10": FlagWords(
        _l("Conditional units"),
        _l("A line is bought in a unit that measures nothing."),
        _l('The price of "one service" compares with nothing, and nobody can count what came.'),
        _l("The work is one whole thing by its nature, and its specification says what it is."),
        _l(
            "Number 10 of the national set, made under the law of 2015; which units measure nothing is a list of this project."
        ),
    ),
    "K16": FlagWords(
        _l("Simplified method over its limit"),
        _l("The sum was too large for a simplified competition."),
        _l("Simplified competitions are shorter and ask for less, so fewer can take part."),
        _l("The limit changed between the plan and the purchase."),
        _l(
            "Number 16 of the national set; Article 19 of Law No. 72 of 03.04.2015, as quoted in open indicator definitions; the limit of the law of 2022 was not found."
        ),
    ),
    "K18": FlagWords(
        _l("Said to have failed twice"),
        _l("Bought directly on that ground, without two failures on record."),
        _l("The ground lets one buy directly only after two competitions truly brought nobody."),
        _l("The competitions were held on the state portal and not entered here."),
        _l(
            "Number 18 of the national set; Article 21(4)(7) of Law No. 72 of 03.04.2015, as quoted in open indicator definitions; the article of the law of 2022 was not found."
        ),
    ),
}

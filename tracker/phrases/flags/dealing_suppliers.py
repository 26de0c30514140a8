"""Words of the flags of suppliers: who is chosen, how often, and what becomes of the contract."""

from flask_babel import lazy_gettext

from tracker.phrases.flags.words import FlagWords

_l = lazy_gettext

FLAGS = {
    "R040": FlagWords(
        _l("One supplier takes much"),
        _l("At least 30 per cent of what a holder awarded in the year."),
        _l("Who depends on one supplier cannot bargain, and others stop offering."),
        _l("One large work of that year was won by it, or the village has few shops."),
        _l(
            "Our reading of the name of red flag R040 of the Open Contracting Partnership (2024); 30 per cent is common practice, the floors are defaults of this project, no norm."
        ),
    ),
    "R042": FlagWords(
        _l("Bidders with one contact"),
        _l("Two suppliers in one competition gave the same contact."),
        _l("Two offers from one hand are no competition."),
        _l("They rent rooms in one market or house, or one accountant serves both."),
        _l(
            "Our reading of the names of red flags R042 and R044 of the Open Contracting Partnership (2024); number 1 of the national set. For councils only, until somebody confirmed it."
        ),
    ),
    "R046": FlagWords(
        _l("Supplier on the list of unreliable ones"),
        _l("It stood there on the day it was chosen."),
        _l("The list names those who, as an office found, did not keep to contracts or rules."),
        _l("The entry was ended or taken back, and the list brought in here is older."),
        _l(
            "Our reading of the name of red flag R046 of the Open Contracting Partnership (2024); Article 5(2) of Law No. 72 of 03.04.2015, as quoted in open indicator definitions; what the law of 2022 says was not found."
        ),
    ),
    "R049": FlagWords(
        _l("Direct awards just below the limit"),
        _l("Several to one supplier in a year, each right under it."),
        _l("It is worth asking why sums stop short of the limit again and again."),
        _l("The same service is bought each season at the same price."),
        _l(
            'Our reading of the name of red flag R049 of the Open Contracting Partnership (2024); "just below" is 90 to 100 per cent of the limit, a default of this project, no norm.'
        ),
    ),
    "R054": FlagWords(
        _l("Direct award amended over the limit"),
        _l("Chosen within it, and raised above it afterwards."),
        _l("A contract that grows past the limit was never put to a competition of its size."),
        _l("Prices rose by an official index, or hidden damage was found during repairs."),
        _l("Our reading of the name of red flag R054 of the Open Contracting Partnership (2024)."),
    ),
    "R055": FlagWords(
        _l("Direct awards to one supplier over the limit"),
        _l("Together they exceed it within the year."),
        _l("Each of them was small enough to go without competition, their sum was not."),
        _l("The needs had nothing to do with each other, or the village has one shop."),
        _l(
            "Our reading of the name of red flag R055 of the Open Contracting Partnership (2024), whose sum is that of a buyer's direct awards to one supplier; number 17 of the national set."
        ),
    ),
    "R059": FlagWords(
        _l("Contract far from its award"),
        _l("Its sum, as it stands, is a tenth above or below what was awarded."),
        _l("The choice was made at one sum and the money went by another."),
        _l("Part of the goods could not come, or a further agreement follows an official index."),
        _l(
            "Our reading of the name of red flag R059 of the Open Contracting Partnership (2024); a tenth is a default of this project, no norm."
        ),
    ),
    "R060": FlagWords(
        _l("Signed too soon or too late"),
        _l("The contract came before or after the days the law leaves for it."),
        _l(
            "Before its first day nobody could complain of the choice in time; long after the choice its price says little."
        ),
        _l("A complaint held it up, or the day of the choice was entered late."),
        _l(
            "Our reading of the name of red flag R060 of the Open Contracting Partnership (2024); indicator KRAI15_1 of the national methodology and the days of Article 32 of Law No. 72 of 03.04.2015; that the law of 2022 has the same days is a default of this project."
        ),
    ),
    "R064": FlagWords(
        _l("Amended often"),
        _l("The contract was changed three times or more, or changes came close together."),
        _l(
            "A contract that keeps changing was not planned, or rests on a price that could not hold."
        ),
        _l("Only the day of delivery moved, for snow, a closed road or the school's repairs."),
        _l(
            "Our reading of the name of red flag R064 of the Open Contracting Partnership (2024); three changes, and changes oftener than every 90 days, are used by indicators of the Prozorro system."
        ),
    ),
    "R069": FlagWords(
        _l("Price raised by agreement"),
        _l("The contract costs more than the award it was signed on."),
        _l("Others lost the competition, or were never asked, at a price that did not hold."),
        _l("Prices rose by an official index, or more was agreed for the same money's worth."),
        _l(
            "Our reading of the name of red flag R069 of the Open Contracting Partnership (2024); indicator KRAI17 of the national methodology."
        ),
    ),
    "K02": FlagWords(
        _l("More of what was never competed for"),
        _l("A purchase of more rests on no competition."),
        _l(
            "Buying more from the same supplier is allowed because that one once won; where nobody won, the exception stands on nothing."
        ),
        _l("The competition was held before records began here, or by another office."),
        _l(
            "Number 2 of the national set, made under the law of 2015; what the law of 2022 says was not found."
        ),
    ),
    "K03": FlagWords(
        _l("More, and more again"),
        _l("The same thing was bought on the ground of buying more at least twice."),
        _l(
            "The exception is for a small remainder; repeated, it takes the place of a competition."
        ),
        _l("Both together stay within the share the ground allows."),
        _l(
            "Number 3 of the national set, made under the law of 2015; what the law of 2022 says was not found."
        ),
    ),
    "K14": FlagWords(
        _l("Supplier that wins only here"),
        _l("It won five competitions of this holder and none anywhere else."),
        _l("It is worth asking why a supplier good for one buyer wins with no other."),
        _l("It is the village's own shop or workshop, and others are too far away for it."),
        _l(
            "Number 14 of the national set, made under the law of 2015; five wins are a default of this project, no norm."
        ),
    ),
    "K15": FlagWords(
        _l("More than may be bought more"),
        _l("Beyond the share its ground allows, or of another thing."),
        _l("What goes beyond the remainder of a competition needed one of its own."),
        _l("The contract it adds to was signed before records began here."),
        _l(
            "Number 15 of the national set, made under the law of 2015; the share is that of the ground in the country profile (docs/law.md)."
        ),
    ),
}

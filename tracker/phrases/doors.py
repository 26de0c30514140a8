"""What the doors say no to: accounts, forms, the database, sums that are no sums."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "freeze.moved": _l(
        "Something was entered each time while the site was being frozen. Try again at a quieter "
        "hour."
    ),
    "upload.too_large": _l(
        "What was sent is too large. Sent, MB: %(found)s. At most, MB: %(most)s. Nothing was saved."
    ),
    "access.not_permitted": _l("No role of yours permits this here. Place: %(place)s."),
    "account.answers_and_judges": _l(
        "One person cannot answer a council and sit in it. Held already: %(role)s, %(place)s."
    ),
    "account.disabled": _l("This account is closed."),
    "account.email_shape": _l("Not an e-mail address: “%(text)s”. Write it like name@example.kg."),
    "account.no_such_role": _l("This account does not hold that role there: %(role)s, %(place)s."),
    "account.role_held": _l("This account holds that role there already: %(role)s, %(place)s."),
    "account.unknown": _l("There is no account with this address: %(email)s."),
    "base.busy": _l("The database is busy. Nothing was saved; try again in a minute."),
    "base.full": _l("There is no room left on the server. Nothing was saved; tell its operator."),
    "base.not_writable": _l(
        "The database cannot be written. Nothing was saved; tell its operator."
    ),
    "code.wrong": _l("The code is wrong or was used already. Wait for the next one and type it."),
    "draft.not_kept": _l(
        "This was not kept for later: the form is empty, too long, or was sent already."
    ),
    "form.sent_otherwise": _l(
        "This form was sent already, with another content. Open the page anew to send another."
    ),
    "leaf.not_writable": _l("A text has characters that cannot be kept. Type it anew."),
    "leaf.too_large": _l("The text is too long: %(bytes)s bytes. Limit: %(most)s. Shorten it."),
    "link.spent": _l("This link was used or has run out. Ask for a new one."),
    "money.finer_than_tyiyn": _l("Finer than a tyiyn: “%(text)s”. Give at most two decimals."),
    "money.not_a_number": _l("Not a sum: “%(text)s”. Write it like 1 250 000,50."),
    "money.nothing_to_share_by": _l("There is nothing to divide the sum by. Name the schools."),
    "money.too_large": _l("The sum is too large: “%(text)s”. Check the number of digits."),
    "password.common": _l("This password is among those tried first. Choose another."),
    "password.same_as_email": _l("The password is part of the address. Choose another."),
    "password.too_long": _l("The password is too long. At most %(most)s characters."),
    "password.too_short": _l("The password is too short. At least %(least)s characters."),
    "place.unknown": _l("There is no place or school with this code: %(place)s."),
    "quantity.not_a_number": _l("Not a quantity: “%(text)s”. Write it like 12 or 12,5."),
    "quantity.too_fine": _l("Finer than three decimals: “%(text)s”. Round it."),
    "record.changed_meanwhile": _l("Somebody changed this while you were working on it."),
    "record.clashes": _l("This does not agree with what is stored. Open the page anew and check."),
    "record.unknown": _l("There is no such record: %(key)s."),
    "sign_in.slow_down": _l("Too many attempts. Wait and try again; seconds left: %(seconds)s."),
    "sign_in.wrong": _l("The address or the password is wrong."),
    "usage.nobody": _l("Say who does this: --as with the person's e-mail address."),
    "query.unknown_key": _l("This address does not know the key: %(key)s."),
    "query.doubled": _l("The key stands twice in the address: %(key)s."),
    "query.not_readable": _l("The value of a key cannot be read: %(key)s, “%(text)s”."),
    "query.no_price_index": _l("The table of prices does not cover the year: %(year)s."),
    "query.years_only": _l(
        "Only one table is told in som of another year. Ask with %(key)s for the table: %(table)s."
    ),
    "journal.no_such_size": _l(
        "The journal has no such size. Asked for: %(asked)s. Entries in it: %(size)s. Take a number from 1 to that, or leave out as_of for the newest version."
    ),
    "journal.being_rebuilt": _l("An earlier version is being put together. Try again in a minute."),
    "journal.too_long_to_rebuild": _l(
        "Versions of this many entries are put together only by whoever runs the site: flask --app app journal as-of %(size)s. Entries: %(size)s; at most while you wait: %(most)s."
    ),
    "journal.leaf_damaged": _l(
        "The journal is damaged, so no earlier version is shown. Entry: %(number)s. Tell whoever runs the site."
    ),
    "account.role_elsewhere": _l(
        "This role is not held there. A school role belongs to a school, all others to a place. Role: %(role)s, here: %(place)s."
    ),
    "form.done_and_gone": _l("This was done already, and the record has since been removed."),
    "text.holds_personal_data": _l(
        "Take out personal numbers and contacts: everybody can read this."
    ),
    "date.in_future": _l("This day has not come yet. Today: %(today)s."),
}

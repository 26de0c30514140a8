"""Audit samples of councils among the bulk files: each sample, and each purchase of its population.

Of what is drawn from, a purchase that was taken back since is not here, as it is nowhere in these
files; the sample's own CSV has all of it.
"""

from core.words import Words
from opendata.bulk.table import Link, Table, count, day, exact, flag, som, text
from opendata.bulk.tables.known import LANGUAGE, OF_PLACE, OF_PURCHASE, PLACE, public
from opendata.package.columns import PURCHASE
from oversight.samples.models import AuditItem, AuditSample

SAMPLE = count("sample", "Тандалма №", "Выборка №", "Sample No.")

SAMPLES = Table(
    name="samples",
    title=Words("Кеңештердин тандалмалары", "Выборки советов", "Audit samples of councils"),
    about=Words(
        "Кеңеш эмнени текшерет, тандалма кантип алынды: аны ар ким кайра ала алат.",
        "Что проверяет совет и как взята выборка: её может повторить каждый.",
        "What a council looks at and how it was drawn: anybody can draw it again.",
    ),
    source="audit_samples",
    fields=(
        (SAMPLE, AuditSample.id),
        (PLACE, AuditSample.place),
        (count("year", "Жылы", "Год", "Year"), AuditSample.year),
        (count("size", "Каралат", "Проверяется", "To be looked at"), AuditSample.size),
        (exact("strata", "Бөлүктөр", "Страты", "Strata"), AuditSample.strata),
        (
            count("confidence", "Ишенимдүүлүк, %", "Уверенность, %", "Confidence, percent"),
            AuditSample.confidence,
        ),
        (
            count(
                "tolerable",
                "Жол берилген ката, миңдин үлүшү",
                "Допустимая ошибка, тысячные доли",
                "Tolerable error, thousandths",
            ),
            AuditSample.tolerable,
        ),
        (count("units", "Бардык сатып алуулар", "Всего закупок", "Purchases"), AuditSample.units),
        (som("amount", "Бардык акча, сом", "Все деньги, сом", "All the money"), AuditSample.amount),
        (
            count("journal_size", "Журналдын көлөмү", "Размер журнала", "Size of the journal"),
            AuditSample.journal_size,
        ),
        (exact("promise", "Убада (SHA-256)", "Обещание (SHA-256)", "Promise"), AuditSample.promise),
        (
            day("announced_on", "Жарыяланган күн", "Объявлена", "Announced on"),
            AuditSample.announced_on,
        ),
        (day("drawn_on", "Алынган күн", "Взята", "Drawn on"), AuditSample.drawn_on),
        (
            count("checkpoint_size", "Чекит: көлөмү", "Точка: размер", "Checkpoint: size"),
            AuditSample.checkpoint_size,
        ),
        (
            exact("checkpoint_root", "Чекит: тамыры", "Точка: корень", "Checkpoint: root"),
            AuditSample.checkpoint_root,
        ),
        (exact("secret", "Сыр", "Секрет", "Secret"), AuditSample.secret),
    ),
    key=("sample",),
    links=(OF_PLACE,),
)
ITEMS = Table(
    name="sample_items",
    title=Words(
        "Тандалмалардагы сатып алуулар", "Закупки в выборках", "Purchases of audit samples"
    ),
    about=Words(
        "Тандалма алынган сатып алуулар жана кеңеш тапканы. Белги — кароого себеп, өкүм эмес.",
        "Из каких закупок взята выборка и что нашёл совет. Сигнал — повод посмотреть, а не "
        "приговор.",
        "What a sample is drawn from, and what the council found. A flag is a reason to look, not "
        "a verdict.",
    ),
    source="audit_items",
    fields=(
        (SAMPLE, AuditItem.sample_id),
        (PURCHASE, AuditItem.purchase_id),
        (PLACE, AuditItem.place),
        (som("amount", "Келишимдерде, сом", "В договорах, сом", "In contracts"), AuditItem.amount),
        (flag("raised", "Белги бар беле", "Был ли сигнал", "Was a flag raised"), AuditItem.raised),
        (count("hits", "Канча жолу түштү", "Попаданий", "Hits"), AuditItem.hits),
        (
            flag("certain", "Сөзсүз каралат", "Проверяется всегда", "Always in"),
            AuditItem.certain,
        ),
        (
            som("audited", "Негиздүү сумма, сом", "Обоснованная сумма, сом", "Found due"),
            AuditItem.audited,
        ),
        (exact("error", "Эмне аныкталды", "Что выявлено", "What was found"), AuditItem.error),
        (text("note", "Эскертүү", "Примечание", "Note"), AuditItem.note),
        (
            text("evidence", "Кайсы кагаздар боюнча", "По каким документам", "By which papers"),
            AuditItem.evidence,
        ),
        (LANGUAGE, AuditItem.language),
        (day("looked_on", "Каралган күн", "Проверено", "Looked at on"), AuditItem.looked_on),
    ),
    key=("sample", "purchase"),
    links=(Link(("sample",), "samples", ("sample",)), OF_PURCHASE, OF_PLACE),
    shape=public(AuditItem.purchase_id),
)
TABLES = (SAMPLES, ITEMS)

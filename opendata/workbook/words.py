"""What a template says, in the three languages. Office words, checked against the glossary."""

from core.words import Words

HEADERS = {
    "row_id": Words("Сап №", "Строка №", "Row No."),
    "beneficiary": Words("Мектеп же аймак", "Школа или территория", "School or place"),
    "category": Words("Категория", "Категория расходов", "Category"),
    "requirement": Words("Стандарттын талабы", "Требование Стандарта", "Requirement"),
    "source": Words("Каражаттын булагы", "Источник средств", "Source of funds"),
    "carried": Words("Өткөн жылдын калдыгы", "Остаток прошлого года", "Carried over"),
    "code": Words("Берене", "Статья", "Economic code"),
    "function": Words("Функционалдык код", "Функциональный код", "Functional code"),
    "amount": Words("Сумма, сом", "Сумма, сом", "Amount, som"),
    "quarter_1": Words("1-квартал, сом", "1-й квартал, сом", "Quarter 1, som"),
    "quarter_2": Words("2-квартал, сом", "2-й квартал, сом", "Quarter 2, som"),
    "quarter_3": Words("3-квартал, сом", "3-й квартал, сом", "Quarter 3, som"),
    "quarter_4": Words("4-квартал, сом", "4-й квартал, сом", "Quarter 4, som"),
    "note": Words("Эскертүү", "Примечание", "Note"),
    "error": Words("Ката (система жазат)", "Ошибка (пишет система)", "Error (the system writes)"),
}
ENTRY = Words("Бюджет", "Бюджет", "Budget")
GUIDE = Words("Нускама", "Инструкция", "Guide")
YES = Words("ооба", "да", "yes")
NO = Words("жок", "нет", "no")
STOP = Words("Оңдоңуз", "Исправьте", "Correct this")
CHOOSE = Words(
    "Тизмеден бирин тандаңыз.", "Выберите значение из списка.", "Choose one from the list."
)
AMOUNT = Words(
    "Сумманы сом менен сан түрүндө жазыңыз: 1250000,50. Терс сан жазылбайт.",
    "Введите сумму в сомах числом: 1250000,50. Отрицательное число не принимается.",
    "Enter the sum in som as a number: 1250000.50. No negative number.",
)
LINES = (
    Words(
        "Бир сап — бир мектепке же аймакка, бир максатка, бир булактан бөлүнгөн акча.",
        "Одна строка — деньги одной школе или территории, на одну цель, из одного источника.",
        "One row is money for one school or place, for one purpose, from one source.",
    ),
    Words(
        "Мектепти, категорияны, талапты, булакты тизмеден тандаңыз. Кашаадагы код өчпөсүн.",
        "Школу, категорию, требование и источник выбирайте из списка. Код в скобках не удаляйте.",
        "Choose school, category, requirement, source from the lists. Keep the code in brackets.",
    ),
    Words(
        "Талап көрсөтүлсө, категорияны жазбай койсо болот. Талап жок болсо, категория керек.",
        "Если указано требование, категорию можно не писать. Без требования категория нужна.",
        "With a requirement the category may be left empty. Without one it is needed.",
    ),
    Words(
        "Сумма сом менен жазылат, миң сом менен эмес. Тыйын үтүрдөн кийин: 1250000,50.",
        "Сумма пишется в сомах, не в тысячах. Тыйыны после запятой: 1250000,50.",
        "The sum is in som, not in thousands. Tyiyn stand after the decimal mark: 1250000.50.",
    ),
    Words(
        "Кварталдарды толтурсаңыз, төртөө кошулганда сумма чыгышы керек. Бош калса да болот.",
        "Если заполняете кварталы, все четыре вместе дают сумму. Можно оставить пустыми.",
        "If you fill in the quarters, the four add up to the sum. They may all be left empty.",
    ),
    Words(
        "Боз мамычаны (саптын номерин) өзгөртпөңүз: сап ушул номер боюнча таанылат.",
        "Серый столбец (номер строки) не меняйте: строка узнаётся по этому номеру.",
        "Leave the grey column (row number) as it is: the row is recognised by it.",
    ),
    Words(
        "Өчүрүлгөн сап бюджеттен алынат. Каралама бекитилгенге чейин эч нерсе күчүнө кирбейт.",
        "Удалённая строка уйдёт из бюджета. До утверждения ничего в силу не вступает.",
        "A row you delete leaves the budget. Nothing is in force until it is approved.",
    ),
    Words(
        "Файлды жүктөгөндө система катаны уячасы менен көрсөтөт. Сиз ырастаганча сакталбайт.",
        "При загрузке система покажет каждую ошибку с её ячейкой. До подтверждения не сохраняется.",
        "On upload the system shows each error with its cell. Nothing is saved until you confirm.",
    ),
)
ECONOMIC = Words("Күчүндөгү берене коддору", "Действующие коды статей", "Economic codes in force")
FUNCTIONAL = Words(
    "Күчүндөгү функционалдык коддор",
    "Действующие функциональные коды",
    "Functional codes in force",
)
SOURCED = Words("Булагы", "Источник", "Source")
DEFAULT = Words("Шарттуу маани, ченем эмес", "Условное значение, не норма", "A default, not law")
PLACE = Words("Аймак", "Место", "Place")
YEAR = Words("Жыл", "Год", "Year")
ISSUED = Words("Файл берилген күн", "Дата выдачи файла", "File issued on")

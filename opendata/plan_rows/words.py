"""What the workbook of the annual plan says, in the three languages."""

from core.words import Words

COLUMNS = (
    "row_id",
    "title",
    "requirement",
    "category",
    "amount",
    "when",
    "method",
    "item_code",
    "budget_lines",
)
HEADERS = {
    "row_id": Words("Сап №", "Строка №", "Row No."),
    "title": Words("Эмне сатып алынат", "Что закупается", "What is going to be bought"),
    "requirement": Words("Стандарттын талабы", "Требование Стандарта", "Requirement"),
    "category": Words("Категория", "Категория расходов", "Category"),
    "amount": Words("Сумма, сом", "Сумма, сом", "Amount, som"),
    "when": Words("Качан", "Когда", "When"),
    "method": Words("Сатып алуу ыкмасы", "Метод закупки", "Method of procurement"),
    "item_code": Words("Товардын коду (OKGZ)", "Код товара (OKGZ)", "Item code (OKGZ)"),
    "budget_lines": Words("Бюджеттин саптары", "Строки бюджета", "Budget lines"),
    "error": Words("Ката (система жазат)", "Ошибка (пишет система)", "Error (the system writes)"),
}
ENTRY = Words("Сатып алуу планы", "План закупок", "Procurement plan")
QUARTERS = {
    f"q{number}": Words(f"{number}-квартал", f"{number}-й квартал", f"Quarter {number}")
    for number in range(1, 5)
}
_MONTHS = (
    ("январь", "January"),
    ("февраль", "February"),
    ("март", "March"),
    ("апрель", "April"),
    ("май", "May"),
    ("июнь", "June"),
    ("июль", "July"),
    ("август", "August"),
    ("сентябрь", "September"),
    ("октябрь", "October"),
    ("ноябрь", "November"),
    ("декабрь", "December"),
)
TIMES = QUARTERS | {
    f"m{number}": Words(name, name, english)
    for number, (name, english) in enumerate(_MONTHS, start=1)
}
"""When something may be bought; Kyrgyz and Russian share the names of the months."""
LINES = (
    Words(
        "Бир сап — пландын бир сабы: эмне, эмне үчүн, канчага, качан сатып алынат.",
        "Одна строка — одна строка плана: что, для чего, на сколько и когда закупается.",
        "One row is one line of the plan: what is bought, what for, for how much, when.",
    ),
    Words(
        "Талапты же категорияны тандаңыз. Талап тандалса, категория керек эмес.",
        "Выберите требование или категорию. Если есть требование, категория не нужна.",
        "Choose a requirement or a category. With a requirement no category is needed.",
    ),
    Words(
        "Бюджеттин бир нече сабы болсо, номерлерин чекиттүү үтүр менен жазыңыз: 12; 15.",
        "Если строк бюджета несколько, запишите их номера через точку с запятой: 12; 15.",
        "Several budget lines: write their numbers with semicolons, such as 12; 15.",
    ),
    Words(
        "«Сап №» мамычасын өзгөртпөңүз: сап ошол номер боюнча таанылат. Жаңы сапта ал бош.",
        "Столбец «Строка №» не меняйте: по нему узнаётся строка. В новой строке он пуст.",
        "Leave “Row No.” as it is: a line is recognised by it. In a new row it is empty.",
    ),
    Words(
        "Таблицада жок саптар планда кала берет.",
        "Строки плана, которых нет в таблице, остаются.",
        "Lines of the plan that the table does not name stay.",
    ),
    Words(
        "Файлды жүктөгөндө система катаны уячасы менен көрсөтөт. Сиз ырастаганча сакталбайт.",
        "При загрузке система покажет каждую ошибку с её ячейкой. До подтверждения не сохраняется.",
        "On upload the system shows each error with its cell. Nothing is saved until you confirm.",
    ),
)

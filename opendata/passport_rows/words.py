"""What the workbook of passports says, in the three languages."""

from core.words import Words

HEADERS = {
    "code": Words("Мектептин коду", "Код школы", "Code of the school"),
    "name": Words("Мектеп", "Школа", "School"),
    "error": Words("Ката (система жазат)", "Ошибка (пишет система)", "Error (the system writes)"),
}
ENTRY = Words("Паспорттор", "Паспорта", "Passports")
WHOLE = Words(
    "Бүтүн сан жазыңыз. Болжолдуу чеги: {least} – {most}. Белгисиз болсо, бош калтырыңыз.",
    "Введите целое число. Вероятные пределы: {least} – {most}. Если неизвестно, оставьте пустым.",
    "Enter a whole number. Plausible: {least} – {most}. If it is not known, leave the cell empty.",
)
MEASURE = Words(
    "Сан жазыңыз. Болжолдуу чеги: {least} – {most}. Белгисиз болсо, бош калтырыңыз.",
    "Введите число. Вероятные пределы: {least} – {most}. Если неизвестно, оставьте пустым.",
    "Enter a number. Plausible: {least} – {most}. If it is not known, leave the cell empty.",
)
LINES = (
    Words(
        "Бир сап — бир мектеп, бир мамыча — бир суроо.",
        "Одна строка — одна школа, один столбец — один вопрос.",
        "One row is one school, one column is one question.",
    ),
    Words(
        "Белгисиз болсо, уячаны бош калтырыңыз. Нөл деп эч нерсе жок болгондо гана жазыңыз.",
        "Если ответ неизвестен, оставьте ячейку пустой. Ноль пишите, только если нет ни одного.",
        "If an answer is not known, leave the cell empty. Write zero only where there is none.",
    ),
    Words(
        "Боз мамычаларды (мектептин коду жана аты) өзгөртпөңүз: сап код боюнча таанылат.",
        "Серые столбцы (код и название школы) не меняйте: строка узнаётся по коду.",
        "Leave the grey columns (code and name) as they are: a row is recognised by its code.",
    ),
    Words(
        "Сары уячалар — мурдагы паспорттон же реестрден. Аларды текшериңиз.",
        "Жёлтые ячейки — из прежнего паспорта или из реестра. Проверьте их.",
        "Yellow cells are from an earlier passport or from the register. Check them.",
    ),
    Words(
        "Өзгөртүлбөгөн сап сакталбайт: мурдагы паспорт күчүндө калат.",
        "Строка без изменений не сохраняется: действует прежний паспорт.",
        "A row you leave as it is is not saved: the passport there is goes on to apply.",
    ),
    Words(
        "Өчүрүлгөн мамычанын суроолору мурдагы жообун сактайт.",
        "Вопросы удалённого столбца сохраняют прежний ответ.",
        "The question of a column you delete keeps the answer it has.",
    ),
    Words(
        "Файлды жүктөгөндө система катаны уячасы менен көрсөтөт. Сиз ырастаганча сакталбайт.",
        "При загрузке система покажет каждую ошибку с её ячейкой. До подтверждения не сохраняется.",
        "On upload the system shows each error with its cell. Nothing is saved until you confirm.",
    ),
)

/* The search of a frozen site: no server, so its index is a script (tracker/freeze/index.py) and
   this looks through it. Words may be mistyped (ө/о, ү/у, ң/н, ё/е), come in any order, be only
   begun, or be written in Latin letters. */
const MOST = 20;
const [PLACES, SCHOOLS] = [0, 1];
const ORDER = [SCHOOLS, PLACES, 2, 3];

/* As core.words.folded. */
function folded(text) {
  const small = text.toLowerCase().replace(/[өѳ]/g, "о").replace(/ү/g, "у").replace(/ң/g, "н").replace(/ё/g, "е");
  return small.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

const LATIN = {
  а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "j", з: "z", и: "i", й: "i", к: "k", л: "l", м: "m", н: "n",
  о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h", ц: "ts", ч: "ch", ш: "sh", щ: "sh", ъ: "", ы: "i",
  ь: "", э: "e", ю: "iu", я: "ia",
};

/* What of a word is the same however it is put into Latin letters: zh, dj and j; y and i; kh and h;
   one letter or two. Cyrillic words come to the same, so Osh finds Ош and Jalal-Abad Жалал-Абад. */
function skeleton(word) {
  return [...word]
    .map((letter) => LATIN[letter] ?? letter)
    .join("")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/dzh|dj|zh/g, "j")
    .replace(/kh|x/g, "h")
    .replace(/ck|q|c(?!h)/g, "k")
    .replace(/w/g, "v")
    .replace(/y|ı/g, "i")
    .replace(/(.)\1+/g, (run, letter) => (/\d/.test(letter) ? run : letter));
}

/* Every row by its words; a school is found by its village too. */
function prepared(rows) {
  const own = rows.map(([, name, , , more]) => [...folded(name), ...more.split(" ")].filter(Boolean).map(skeleton));
  return rows.map((row, at) => (row[0] === SCHOOLS && row[3] >= 0 ? [...own[at], ...own[row[3]]] : own[at]));
}

function search(rows, words, text) {
  const asked = folded(text).map(skeleton).filter(Boolean);
  if (!asked.length) return null;
  const found = [];
  words.forEach((known, at) => {
    if (!asked.every((word) => known.some((one) => one.startsWith(word)))) return;
    const whole = asked.filter((word) => known.includes(word)).length; // "12" before "120"
    found.push([whole, at]);
  });
  found.sort(([one, first], [other, second]) => other - one || first - second);
  return found.map(([, at]) => rows[at]);
}

function element(name, kind, text) {
  const made = document.createElement(name);
  made.className = kind;
  if (text !== undefined) made.textContent = text;
  return made;
}

function shown(rows, found, place) {
  const parts = [];
  const names = place.dataset.kinds.split("|");
  for (const kind of ORDER) {
    const some = found.filter((row) => row[0] === kind);
    if (!some.length) continue;
    const list = element("ul", "govuk-list");
    for (const [, name, address, within] of some.slice(0, MOST)) {
      const item = element("li", "");
      const link = element("a", "govuk-link", name);
      link.href = address;
      item.append(link);
      if (within >= 0) item.append(" ", element("span", "st-quiet", rows[within][1]));
      list.append(item);
    }
    parts.push(element("h2", "govuk-heading-m", names[kind]), list);
    if (some.length > MOST) parts.push(element("p", "govuk-body st-quiet", place.dataset.more));
  }
  if (!parts.length) parts.push(element("p", "govuk-body", place.dataset.nothing));
  place.replaceChildren(...parts);
}

const place = document.getElementById("found");
const input = document.getElementById("q");
const rows = globalThis.frozenIndex ?? [];
const words = prepared(rows);

function look() {
  const found = search(rows, words, input.value);
  if (found) shown(rows, found, place);
  else place.replaceChildren();
}

input.value = new URLSearchParams(location.search).get("q") ?? "";
input.form.addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});
input.addEventListener("input", look);
look();

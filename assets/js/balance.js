/* What is left of a source of funds while a sum is typed. Sums are whole tyiyn in BigInt; they are
   read as the server reads them (tracker/forms/fields.py), and the server judges at last. */
const SPACES = /[ \u00a0\u2009\u202f\t]+/g;
const UNIT = / ?(сом(а|ов)?|с\.|som|kgs)\.?$/iu;
const NUMBER = /^([-−]?)(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))?$/;
const LONGEST = 16;
const MOST = 9_000_000_000_000_000n;

/* Tyiyn of what was typed, or the name of the sentence that says what is wrong with it. */
export function read(text, inThousands) {
  const plain = text.replace(SPACES, " ").trim().replace(UNIT, "");
  const found = NUMBER.exec(plain.replace(SPACES, " ").trim());
  if (!found) return "unreadable";
  const [, sign, grouped, part = ""] = found;
  const places = inThousands ? 5 : 2;
  const whole = grouped.replaceAll(" ", "");
  if (whole.length > LONGEST - (inThousands ? 3 : 0)) return "unreadable";
  if (/[1-9]/.test(part.slice(places))) return "fine";
  const tyiyn = BigInt(whole + part.slice(0, places).padEnd(places, "0"));
  if (tyiyn > MOST) return "large";
  return sign ? -tyiyn : tyiyn;
}

/* How sums are written in the page's language, seen from one the server wrote. */
function writer(sample) {
  const [, group, , point, after] = /^1(.*)234(.*)567(.*)89(.*)$/.exec(sample);
  return (tyiyn) => {
    const digits = String(tyiyn < 0n ? -tyiyn : tyiyn).padStart(3, "0");
    const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
    const part = digits.endsWith("00") ? "" : point + digits.slice(-2);
    return (tyiyn < 0n ? "−" : "") + whole + part + after;
  };
}

class Balance {
  constructor(box) {
    this.box = box;
    const { amount, unit, source } = box.closest("form").elements;
    Object.assign(this, { amount, unit, source });
    this.write = writer(box.dataset.sample);
    this.place = {};
    for (const part of box.querySelectorAll("[data-tells]")) this.place[part.dataset.tells] = part;
    for (const field of [amount, unit, source]) {
      field?.addEventListener("input", () => this.show());
      field?.addEventListener("change", () => this.say());
    }
    this.show();
  }

  /* What the chosen source gives, and what other lines already take of it; tyiyn. */
  room() {
    const { own, ownSource } = this.box.dataset;
    const chosen = this.source ? this.source.value : ownSource;
    if (!chosen) return null;
    const told = [...this.box.querySelectorAll("data")].find((one) => one.value === chosen);
    const ceiling = told ? read(told.dataset.ceiling, false) : 0n;
    const lines = told ? read(told.dataset.lines, false) : 0n;
    return { ceiling, lines: own && chosen === ownSource ? lines - read(own, false) : lines };
  }

  /* The sentences for what stands in the fields: the sum spelled back, and what is left. */
  told() {
    const typed = this.amount.value;
    const sum = typed.trim() ? read(typed, this.unit.value === "thousand") : 0n;
    const words = this.box.dataset;
    if (typeof sum === "string") {
      return { sum: words[sum].replace("{text}", () => typed.trim().slice(0, 40)), wrong: true };
    }
    const room = this.room();
    const left = room && room.ceiling - room.lines - sum;
    const over = room && left < 0n;
    return {
      sum: typed.trim() ? words.equals.replace("{sum}", this.write(sum)) : "",
      ceiling: room && this.write(room.ceiling),
      lines: room && this.write(room.lines),
      rest: room && this.rest(left, over),
      over,
    };
  }

  rest(left, over) {
    const sentence = over ? this.box.dataset.over : this.box.dataset.left;
    return sentence.replace("{sum}", this.write(over ? -left : left));
  }

  /* For the eye, with every key. */
  show() {
    const told = this.told();
    const { sum, ceiling, lines, rest } = this.place;
    sum.textContent = told.sum;
    sum.hidden = !told.sum;
    sum.classList.toggle("st-warned", Boolean(told.wrong));
    ceiling.textContent = told.ceiling ?? "";
    lines.textContent = told.lines ?? "";
    ceiling.parentElement.hidden = !told.rest;
    rest.textContent = told.rest ? (told.over ? "▲ " : "") + told.rest : "";
    rest.hidden = !told.rest;
    rest.classList.toggle("st-warned", Boolean(told.over));
    this.box.hidden = !told.sum && !told.rest;
  }

  /* For the ear, when a field has been filled. */
  say() {
    this.show();
    const { sum, rest } = this.told();
    this.place.aloud.textContent = [sum, rest].filter(Boolean).join(". ");
  }
}

export function showBalances() {
  for (const box of document.querySelectorAll("[data-balance]")) new Balance(box);
}

/* Offers item codes under their field while a word is typed (a combobox, as WAI-ARIA has it).
   The server finds them; without this file the button "Find a code" does the same. */

const TYPING = 300;
const SHORTEST = 2;

class Offers {
  constructor(around) {
    this.around = around;
    this.field = around.querySelector("input");
    this.list = document.createElement("ul");
    this.list.id = `${this.field.id}-offers`;
    this.list.className = "st-offers";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", around.querySelector("label").textContent);
    this.said = document.createElement("p");
    this.said.className = "govuk-visually-hidden";
    this.said.setAttribute("role", "status");
    this.field.after(this.list, this.said);
    const about = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(about)) this.field.setAttribute(name, value);
    this.close();
    this.field.addEventListener("input", () => this.soon());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the field keeps the focus
      this.choose(event.target.closest("[role=option]"));
    });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), TYPING);
  }

  async ask() {
    const text = this.field.value.trim();
    if (text.length < SHORTEST) return this.close();
    const url = new URL(this.around.dataset.items, location.href);
    url.searchParams.set("q", text);
    try {
      const answer = await fetch(url);
      if (!answer.ok || answer.redirected) return this.close();
      const { data } = await answer.json();
      if (text === this.field.value.trim() && document.activeElement === this.field) this.show(data);
    } catch {
      this.close();
    }
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, place) => this.option(one, place)));
    this.list.hidden = !found.length;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    const { count, none } = this.around.dataset;
    this.said.textContent = found.length ? `${count} ${found.length}` : none;
    this.mark(-1);
  }

  option(one, place) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${place}`;
    row.dataset.code = one.code;
    row.setAttribute("role", "option");
    const name = document.createElement("span");
    name.lang = one.language;
    name.textContent = one.name;
    row.append(`${one.code} `, name);
    return row;
  }

  mark(place) {
    this.at = place;
    [...this.list.children].forEach((row, number) => {
      row.setAttribute("aria-selected", String(number === place));
      if (number === place) row.scrollIntoView({ block: "nearest" });
    });
    const row = this.list.children[place];
    if (row) this.field.setAttribute("aria-activedescendant", row.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const many = this.list.children.length;
    if (this.list.hidden || !many) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const from = this.at < 0 && step < 0 ? 0 : this.at; // upwards from nothing: the last one
      this.mark((from + step + many) % many);
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.choose(this.list.children[this.at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  choose(row) {
    if (!row) return;
    this.field.value = row.dataset.code;
    this.close();
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    clearTimeout(this.timer);
    this.list.replaceChildren();
    this.list.hidden = true;
    this.at = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

export function offerItems(around) {
  return new Offers(around);
}

/* Checks beside a purchase that is being entered. The server does the sums and looks by its own
   rules; this asks it again while one types, and shows the answer. Without this file the buttons
   "Check" and "Find" do the same. */
import { offerItems } from "./items.js";

const TYPING = 600;
const CHANGED = 100;

/* Puts new content into a part, unless it is the same (a screen reader would say it again). */
function show(part, fresh) {
  if (part && fresh && part.innerHTML !== fresh.innerHTML) part.innerHTML = fresh.innerHTML;
}

/* The fields for sentences stand there only when a sentence is asked for, or written. */
function showSentences(form, asked) {
  for (const box of form.querySelectorAll("[data-sentence]")) {
    const field = form.elements.namedItem(box.dataset.sentence);
    const used = field && (field.value.trim() || field === document.activeElement);
    box.hidden = !used && !asked.includes(box.dataset.sentence);
  }
}

/* Asks again a while after the last change; an older answer is of no use. */
class Asker {
  constructor(answer, failed) {
    Object.assign(this, { answer, failed, timer: 0, asked: null });
  }

  soon(wait, request) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(request), wait);
  }

  async ask(request) {
    this.asked?.abort();
    const mine = (this.asked = new AbortController());
    try {
      const [address, how] = request();
      const answer = await fetch(address, { ...how, signal: mine.signal });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (this.asked === mine) this.answer(page);
    } catch (error) {
      if (this.asked === mine) this.failed();
    }
  }
}

function followChecks(form, panel) {
  const said = document.getElementById("checks-said");
  const all = document.getElementById("checks-all");
  const asker = new Asker(
    (page) => {
      const fresh = page.getElementById("checks-said");
      if (!said.contains(document.activeElement)) show(said, fresh);
      // What holds the focus is not taken away: it is renewed with the next answer.
      if (!all.contains(document.activeElement)) show(all, page.getElementById("checks-all"));
      showSentences(form, (fresh.dataset.asks || "").split(" "));
    },
    () => (said.textContent = panel.dataset.silent),
  );
  const request = () => {
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return [panel.dataset.checks, { method: "POST", body: new URLSearchParams(fields) }];
  };
  form.addEventListener("input", () => asker.soon(TYPING, request));
  form.addEventListener("change", () => asker.soon(CHANGED, request));
}

function followRequirements(form) {
  const around = form.querySelector("[data-requirements]");
  const field = form.elements.namedItem("find");
  const shown = document.getElementById("requirements");
  if (!around || !field || !shown) return;
  const asker = new Asker(
    (page) => show(shown, page.getElementById("requirements")),
    () => {}, // the button still finds them
  );
  field.addEventListener("input", () =>
    asker.soon(TYPING, () => {
      const url = new URL(around.dataset.requirements, location.href);
      url.searchParams.set("q", field.value);
      return [url.href, {}];
    }),
  );
}

export function offerChecks() {
  const panel = document.querySelector("[data-checks]");
  const form = document.getElementById("purchase");
  if (!panel || !form) return;
  followChecks(form, panel);
  followRequirements(form);
  for (const around of form.querySelectorAll("[data-items]")) offerItems(around);
}

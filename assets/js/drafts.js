/* Keeps what is typed on the server, a while after a change and when the page is left; and asks
   before a page is left of which something is not kept. Without it the button does the same. */
import { lasts } from "./ending.js";

const AFTER = 20_000;

class Keeper {
  constructor(form) {
    this.form = form;
    this.said = form.querySelector("[data-kept]");
    this.changes = form.dataset.keeps === "changed" ? 1 : 0;
    this.kept = 0; // up to which change
    this.isSending = false;
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.changed());
    form.addEventListener("submit", (event) => this.sent(event));
    if (this.isChanged()) this.wait();
  }

  isChanged() {
    return this.changes !== this.kept && !this.isSending;
  }

  changed() {
    this.changes += 1;
    this.wait();
  }

  wait() {
    this.timer ??= setTimeout(() => this.keep(), AFTER);
  }

  sent(event) {
    if (event.submitter?.value !== "keep") {
      this.isSending = !event.defaultPrevented;
      return;
    }
    event.preventDefault();
    this.keep();
  }

  async keep(how = {}) {
    clearTimeout(this.timer);
    this.timer = undefined;
    const upTo = this.changes;
    try {
      const told = await this.post(how);
      this.kept = upTo;
      this.form.action = told.href; // sent from now on, it is this draft that is done
      history.replaceState(history.state, "", told.href);
      this.said.textContent = told.said;
      lasts(told);
    } catch (error) {
      console.error(error);
      this.said.textContent = this.form.dataset.failed;
      if (!how.keepalive) this.wait();
    }
  }

  async post(how) {
    const fields = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    const body = new URLSearchParams([...fields, ["do", "keep"]]);
    const headers = { Accept: "application/json" };
    const answer = await fetch(this.form.action, { method: "POST", body, headers, ...how });
    if (answer.redirected) lasts({ seconds: 0, last: true }); // to the page where one signs in
    if (!answer.ok || answer.redirected) throw new Error(`not kept: ${answer.status}`);
    return answer.json();
  }
}

export function keepForms() {
  const keepers = [...document.querySelectorAll("form[data-keeps]")].map((form) => new Keeper(form));
  if (!keepers.length) return;
  const leave = () => {
    const changed = keepers.filter((keeper) => keeper.isChanged());
    for (const keeper of changed) keeper.keep({ keepalive: true });
    return changed.length > 0;
  };
  /* Kept while it is asked, for the way out may be the one that signs out. */
  addEventListener("beforeunload", (event) => leave() && event.preventDefault());
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());
  addEventListener("pageshow", () => {
    for (const keeper of keepers) keeper.isSending = false; // back from where it was sent
  });
  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyS" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    for (const keeper of keepers) keeper.keep();
  });
}

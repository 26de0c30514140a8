/* Checks beside a purchase that is being entered. The server does the sums; this asks it again
   while one types, and shows the answer. Without this file the button "Check" does the same. */

const TYPING = 600;
const CHANGED = 100;
const LONGEST = 3800; // servers refuse a longer address; then the button has to be pressed
const ASKED =
  /^(by_school|lines-\d+-(requirement|item_code|quantity|unit|unit_price|covers|budget_line))$/;
const SHARE = /^(lines-\d+-shares-\d+-)quantity$/;

/* The address of the panel for what the form says now; a school that gets nothing is left out. */
function address(panel, form) {
  const url = new URL(panel.dataset.checks, location.href);
  const add = (name) => {
    const field = form.elements.namedItem(name);
    if (field && field.value) url.searchParams.set(name, field.value);
  };
  for (const { name, value } of form.elements) {
    if (ASKED.test(name)) add(name);
    const share = SHARE.exec(name);
    if (share && value.trim()) {
      for (const part of ["school", "quantity", "budget_line"]) add(share[1] + part);
    }
  }
  return url.href;
}

/* Puts new content into a part, unless it is the same (a screen reader would say it again). */
function show(part, fresh) {
  if (fresh && part.innerHTML !== fresh.innerHTML) part.innerHTML = fresh.innerHTML;
}

export function offerChecks() {
  const panel = document.querySelector("[data-checks]");
  const form = document.getElementById("purchase");
  if (!panel || !form) return;
  const said = document.getElementById("checks-said");
  const all = document.getElementById("checks-all");
  let timer = 0;
  let asked = null;

  function silent() {
    said.textContent = panel.dataset.silent;
  }

  async function ask() {
    if (asked) asked.abort(); // an answer to what was typed before is of no use
    const mine = (asked = new AbortController());
    const href = address(panel, form);
    if (href.length > LONGEST) return silent();
    try {
      const answer = await fetch(href, { signal: mine.signal });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (asked !== mine) return;
      show(said, page.getElementById("checks-said"));
      // What holds the focus is not taken away: it is renewed with the next answer.
      if (!all.contains(document.activeElement)) show(all, page.getElementById("checks-all"));
    } catch (error) {
      if (asked === mine) silent();
    }
  }

  function soon(wait) {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  form.addEventListener("input", () => soon(TYPING));
  form.addEventListener("change", () => soon(CHANGED));
}

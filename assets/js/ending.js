/* Warns before the sign-in ends, and lets one stay. How long is left is the server's word: the
   page knows it from when it was made, asks again before it warns (another page may have been
   used since), and hears it whenever a draft is kept. */
const EVERY = 10_000;
const ASK_EVERY = 30_000;

let place;
let endsAt = 0;
let isLast = false;
let askedAt = 0;

/* The server has told how long the sign-in lasts from now. */
export function lasts({ seconds, last }) {
  if (!place) return;
  endsAt = Date.now() + seconds * 1000;
  isLast = last;
  show();
}

function show() {
  const left = endsAt - Date.now();
  const box = place.firstElementChild;
  const { warned, soon, surely, ended } = place.dataset;
  if (left > warned * 1000) {
    box.hidden = true;
    return;
  }
  const said = left <= 0 ? ended : isLast ? surely : soon;
  const text = said.replace("{n}", Math.ceil(left / 60_000));
  const sentence = box.querySelector("p");
  if (sentence.textContent !== text) sentence.textContent = text;
  box.querySelector("button").hidden = isLast || left <= 0;
  box.hidden = false;
}

async function ask(method) {
  askedAt = Date.now();
  const { address, token } = place.dataset;
  const answer = await fetch(address, { method, headers: { "X-CSRFToken": token } });
  if (answer.ok) lasts(await answer.json());
}

async function look() {
  if (endsAt - Date.now() <= place.dataset.warned * 1000 && Date.now() - askedAt >= ASK_EVERY) {
    await ask("GET").catch(() => {}); // no connection: what was known is shown
  }
  show();
}

async function stay() {
  const box = place.firstElementChild;
  await ask("POST").catch(() => {});
  if (box.hidden && box.contains(document.activeElement)) document.getElementById("main").focus();
}

export function watchTheEnd() {
  place = document.getElementById("ending");
  if (!place) return;
  document.getElementById("until")?.setAttribute("hidden", "");
  place.querySelector("button").addEventListener("click", stay);
  lasts({ seconds: Number(place.dataset.seconds), last: place.dataset.last === "yes" });
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || look());
}

/* What pages behind a door have beside that of all pages. */
import "./site.js";

import { showBalances } from "./balance.js";
import { keepForms } from "./drafts.js";
import { watchTheEnd } from "./ending.js";
import { offerChecks } from "./purchase.js";

/* What is on the page when it opens is read aloud by few readers; what comes a moment later is.
   Where the first field tells the notice itself (autofocus), it is not said twice. */
function sayNotices() {
  if (document.querySelector("[autofocus]")) return;
  for (const notice of document.querySelectorAll("main > [role=status]")) {
    const text = notice.textContent;
    notice.textContent = "";
    setTimeout(() => (notice.textContent = text), 150);
  }
}

for (const begin of [sayNotices, showBalances, keepForms, watchTheEnd, offerChecks]) {
  try {
    begin();
  } catch (error) {
    console.error(error); // one broken part must not take the others with it
  }
}

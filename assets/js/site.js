/* Progressive enhancement only: every page is whole without this file. */
import { Button, ErrorSummary } from "govuk-frontend";

import { offerCharts } from "./charts.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

/* One broken component must not take the others with it. */
function start(selector, make) {
  for (const element of document.querySelectorAll(selector)) {
    try {
      make(element);
    } catch (error) {
      console.error(error);
    }
  }
}

start('[data-module="govuk-error-summary"]', (element) => new ErrorSummary(element));
start('[data-module="govuk-button"]', (element) => new Button(element));

/* A deed that takes seconds says so while it lasts; back from the next page it is quiet again. */
for (const note of document.querySelectorAll("[data-working]")) {
  note.form = note.closest("form");
  note.form?.addEventListener("submit", () => {
    note.hidden = false;
    for (const button of note.form.querySelectorAll("[type=submit]")) button.setAttribute("aria-disabled", "true");
  });
  addEventListener("pageshow", () => {
    note.hidden = true;
    for (const button of note.form?.querySelectorAll("[type=submit]") ?? []) button.removeAttribute("aria-disabled");
  });
}

offerCharts();

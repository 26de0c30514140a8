/* Progressive enhancement only: every page is whole without this file. */
import { Button, ErrorSummary } from "govuk-frontend";

import { offerCharts } from "./charts.js";
import { offerChecks } from "./purchase.js";

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
offerCharts();
offerChecks();

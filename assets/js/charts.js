/* The chart behind a button: nothing of it is loaded before somebody asks. */

/* Plotly writes a <style> of its own unless it finds this id and class on a link:
   the strict Content-Security-Policy would refuse that style. */
function loadSheet(href) {
  if (document.getElementById("plotly.js-style-global")) return Promise.resolve();
  const link = document.createElement("link");
  link.id = "plotly.js-style-global";
  link.className = "no-inline-styles";
  link.rel = "stylesheet";
  link.href = href;
  return arrival(link);
}

function loadScript(src) {
  if (window.Plotly) return Promise.resolve();
  const script = document.createElement("script");
  script.src = src;
  return arrival(script);
}

function arrival(element) {
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => {
      element.remove(); // so that a second press tries again
      reject(new Error(element.src || element.href));
    };
    document.head.append(element);
  });
}

async function numbers(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function draw(button, place) {
  const { chart, plotly, plotlyCss, locale } = button.dataset;
  const [figure] = await Promise.all([
    numbers(chart),
    loadSheet(plotlyCss).then(() => loadScript(plotly)),
  ]);
  place.hidden = false;
  if (place.clientWidth < 560) {
    // On a phone five long sums under the axis would run into each other.
    if (figure.layout.xaxis) figure.layout.xaxis.nticks = 3;
    figure.layout.font.size = 12;
  }
  await window.Plotly.newPlot(place, figure.data, figure.layout, {
    locale,
    responsive: true,
    displaylogo: false,
    modeBarButtonsToRemove: ["select2d", "lasso2d", "resetSankeyGroup"], // nothing here is selected
    showSendToCloud: false, // public money pages send nothing to a third party
  });
}

async function explore(button) {
  const place = document.getElementById(button.dataset.target);
  const said = document.getElementById(`${button.dataset.target}-said`);
  button.disabled = true;
  said.textContent = button.dataset.wait;
  try {
    await draw(button, place);
    said.textContent = "";
    button.hidden = true;
    place.focus();
  } catch (error) {
    console.error(error);
    place.hidden = true;
    said.textContent = button.dataset.failure;
    button.disabled = false;
  }
}

export function offerCharts() {
  for (const button of document.querySelectorAll("button[data-chart]")) {
    // Streams need room for the names at both ends; the list under the title says the same.
    if ("wide" in button.dataset && innerWidth < 900) continue;
    button.hidden = false;
    button.addEventListener("click", () => explore(button));
  }
}

/* Plotly with the four kinds of drawing this site uses, and its two other languages. */
const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/treemap"),
  require("plotly.js/lib/sankey"),
  require("plotly.js/lib/locales/ru"),
  require("./plotly-locale-ky.cjs"),
]);

module.exports = Plotly;

/* Builds tracker/static/built from the sources beside this file; the same sources and the
   same pinned versions give the same bytes. `--check` builds nothing and says what differs. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import esbuild from "esbuild";
import { PurgeCSS } from "purgecss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const tracker = join(here, "..", "tracker");
const built = join(tracker, "static", "built");
const modules = join(here, "node_modules");

/* What public pages are made of. The forms' macros and widgets are the office's. */
const publicSources = [
  "templates/base.html",
  "templates/public",
  "templates/freeze",
  "templates/errors",
  "templates/macros",
  "charts",
];
const notPublic = new Set(["form.html"]);

/* Classes put together in a template ("st-tag--" ~ kind) or set by the page script. */
const assembled = [/^st-tag--/, /^st-kpi--/, /^st-step--/, /^js-enabled$/, /^govuk-frontend-supported$/];

function sourcesUnder(path) {
  if (!existsSync(path)) return [];
  if (extname(path)) return [path];
  return readdirSync(path, { recursive: true })
    .sort()
    .filter((name) => /\.(html|py)$/.test(name) && !notPublic.has(name))
    .map((name) => join(path, name));
}

function compiled(name) {
  return sass.compile(join(here, "scss", name), {
    loadPaths: [modules],
    style: "expanded",
    quietDeps: true,
  }).css;
}

async function minified(css) {
  const answer = await esbuild.transform(css, { loader: "css", minify: true, charset: "utf8" });
  return answer.code;
}

async function purged(css) {
  const content = publicSources
    .flatMap((part) => sourcesUnder(join(tracker, part)))
    .map((path) => ({ raw: readFileSync(path, "utf8"), extension: "words" }));
  const [answer] = await new PurgeCSS().purge({
    content,
    css: [{ raw: css }],
    extractors: [{ extractor: (text) => text.match(/[\w-]+/g) ?? [], extensions: ["words"] }],
    safelist: { standard: ["html", "body", ...assembled] },
    variables: true,
    keyframes: true,
    fontFace: true,
  });
  return answer.css;
}

async function bundle(entry, options) {
  const answer = await esbuild.build({
    entryPoints: [join(here, "js", entry)],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    legalComments: "none",
    charset: "utf8",
    loader: { ".css": "empty" }, // the map's sheet, for a kind of drawing we leave out
    write: false,
    absWorkingDir: here,
    ...options,
  });
  return answer.outputFiles[0].text;
}

const notice = (text) => `/*! ${text} */\n`;

async function outputs() {
  const require = createRequire(import.meta.url);
  const plotly = require("plotly.js/package.json").version;
  return {
    "public.css": await minified(await purged(compiled("public.scss"))),
    "office.css": await minified(compiled("office.scss")),
    "plotly.css": await minified(readFileSync(join(modules, "plotly.js/dist/plotly.css"), "utf8")),
    "site.js": await bundle("site.js", {}),
    "office.js": await bundle("office.js", {}),
    "frozen.js": await bundle("frozen.js", {}),
    "plotly.js":
      notice(`plotly.js ${plotly}, MIT, (c) Plotly, Inc.; licences of its parts: THIRD_PARTY.md`) +
      (await bundle("plotly.cjs", { globalName: "Plotly", define: { global: "window" } })),
  };
}

/* {file name: bytes}: hashed files, their .br and .gz, and the manifest that names them. */
function files(texts) {
  const found = {};
  const manifest = {};
  const sizes = {};
  for (const [logical, text] of Object.entries(texts)) {
    const bytes = Buffer.from(text);
    const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
    const name = logical.replace(/\.(\w+)$/, `-${digest}.$1`);
    const br = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    const gz = gzipSync(bytes, { level: 9 });
    Object.assign(found, { [name]: bytes, [`${name}.br`]: br, [`${name}.gz`]: gz });
    manifest[logical] = name;
    sizes[logical] = { bytes: bytes.length, gz: gz.length, br: br.length };
  }
  found["manifest.json"] = Buffer.from(JSON.stringify(manifest, null, 2) + "\n");
  found["sizes.json"] = Buffer.from(JSON.stringify(sizes, null, 2) + "\n");
  return found;
}

/* A compressed file may differ between versions of zlib: only what it holds is compared. */
function differences(found) {
  const plain = Object.entries(found).filter(([name]) => !/(\.br|\.gz|sizes\.json)$/.test(name));
  return plain
    .filter(([name, bytes]) => {
      const path = join(built, name);
      return !existsSync(path) || !readFileSync(path).equals(bytes);
    })
    .map(([name]) => name);
}

const found = files(await outputs());
if (process.argv.includes("--check")) {
  const differing = differences(found);
  for (const name of differing) console.error(`not as its sources say: ${name}`);
  process.exit(differing.length ? 1 : 0);
}
rmSync(built, { recursive: true, force: true });
mkdirSync(built, { recursive: true });
for (const [name, bytes] of Object.entries(found)) writeFileSync(join(built, name), bytes);
console.log(found["sizes.json"].toString().trim());

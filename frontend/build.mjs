// Builds everything that the pages load, from locked npm packages and the sources beside this file:
//   node build.mjs           → ../src/chuyende/foundation/ui/static/ui/dist/ and the fonts of official papers
//   node build.mjs --tests   → build/tests/, for `node --test`
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "../src/chuyende");
const ui = join(source, "foundation/ui");
const finished = join(ui, "static/ui/dist");
const dist = join(here, "build/dist"); // moved into place when complete: a server may be reading the old one
const modules = join(here, "node_modules");
// Phones that members still use: Chrome 99 is the first with cascade layers.
const target = ["chrome99", "firefox97", "safari15.4"];

const WEIGHTS = [400, 500, 600, 700];
const OTHER_LETTERS = ["latin", "latin-ext"];
const PAPER_FACES = ["400Regular", "700Bold", "400Regular_Italic", "700Bold_Italic"];
const PAPER_NAMES = ["Regular", "Bold", "Italic", "BoldItalic"];
// What the first view may weigh, compressed, so that HTML and the rest stay under 100 KB.
const BUDGET = { "app.css": 26, "app.js": 44, "icons.svg": 14, "live.css": 5, "live.js": 20 };

// Families of Tabler that we draw ourselves or never use; the grid, form controls, utilities and resets stay.
const OURS = new RegExp(
  "^\\.?(accordion|alert|apexcharts|avatar|badge|breadcrumb|btn|calendar|callout|card|carousel|chart|chat|chip|close|" +
    "countup|cursor|datagrid|divide|dropdown|dropzone|empty|fc|field|flag|flatpickr|footer|gallery|header|hr|icon|iti|" +
    "jsvectormap|kanban|legend|list|loader|main|markdown|modal|nav|navbar|noUi|offcanvas|option|page|pagination|person|" +
    "photo|placeholder|plyr|popover|progress|ribbon|segmented|signature|skeleton|social|spinner|stat|status|steps?|" +
    "subheader|switch|tabs?|table|tags?|timeline|toast|tom|tooltip|tracking|ts|turbo|typed|brand)(-|$)",
);

async function icons() {
  const chosen = JSON.parse(await readFile(join(ui, "icons.json"), "utf8"));
  const symbols = await Promise.all(
    Object.entries(chosen).map(async ([name, path]) => {
      const svg = await readFile(join(modules, "@tabler/icons/icons", `${path}.svg`), "utf8");
      const body = svg
        .slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"))
        .replace(/<path stroke="none"[^>]*>/, "")
        .replace(/\s+/g, " ")
        .trim();
      return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
    }),
  );
  await writeFile(
    join(dist, "icons.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`,
  );
}

// Each weight twice: a small file with what Vietnamese needs (tools/fonts.py), and the package's own for other letters.
async function fonts() {
  const small = join(here, "build/fonts");
  const range = await readFile(join(small, "unicode-range.txt"), "utf8");
  const family = join(modules, "@fontsource/be-vietnam-pro");
  const ranges = JSON.parse(await readFile(join(family, "unicode.json"), "utf8"));
  await mkdir(join(dist, "fonts"), { recursive: true });
  const face = (weight, file, letters) =>
    `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:swap;src:url(fonts/${file}) format("woff2");unicode-range:${letters}}`;
  const faces = [];
  for (const weight of WEIGHTS) {
    for (const subset of OTHER_LETTERS) {
      const file = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
      await cp(join(family, "files", file), join(dist, "fonts", file));
      faces.push(face(weight, file, ranges[subset]));
    }
    // the last that holds a letter is taken
    const file = `be-vietnam-pro-${weight}.woff2`;
    await cp(join(small, file), join(dist, "fonts", file));
    faces.push(face(weight, file, range));
  }
  return faces.join("");
}

async function paperFonts() {
  const folder = join(source, "faces/paperwork/fonts");
  await mkdir(folder, { recursive: true });
  await Promise.all(
    PAPER_FACES.map((face, i) =>
      cp(join(modules, "@expo-google-fonts/tinos", face, `Tinos_${face}.ttf`), join(folder, `Tinos-${PAPER_NAMES[i]}.ttf`)),
    ),
  );
  await cp(join(modules, "@expo-google-fonts/tinos/LICENSE_FONT"), join(folder, "LICENSE_FONT"));
}

async function tabler() {
  const purged = await new PurgeCSS().purge({
    css: [join(modules, "@tabler/core/dist/css/tabler.css")],
    content: [`${source}/**/*.html`, `${source}/**/*.py`, join(here, "src/**/*.ts")],
    defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
    blocklist: [OURS],
    variables: true,
    keyframes: true,
    fontFace: true,
  });
  return purged[0].css;
}

// The dark tokens serve both the reader's choice and the device's own setting ("auto").
function withDeviceTheme(css) {
  return css.replace(/:root\[data-bs-theme="?dark"?\]\s*\{([^}]*)\}/g, (rule, body) => {
    return `${rule}@media (prefers-color-scheme:dark){:root[data-bs-theme=auto]{${body}}}`;
  });
}

async function ownStyles(entry) {
  const own = await build({
    entryPoints: [join(here, "src/css", entry)],
    bundle: true,
    write: false,
    target,
    logLevel: "error",
  });
  return withDeviceTheme(own.outputFiles[0].text);
}

async function writeStyles(name, css) {
  const small = await transform(css, { loader: "css", minify: true, target });
  await writeFile(join(dist, name), small.code);
}

async function styles() {
  await writeStyles("app.css", `${await fonts()}@layer tabler{${await tabler()}}${await ownStyles("app.css")}`);
  await writeStyles("live.css", await ownStyles("live/live.css"));
}

async function scripts() {
  await build({
    entryPoints: {
      app: join(here, "src/app.ts"),
      editor: join(here, "src/editor.ts"),
      cards: join(here, "src/cards/scan.ts"),
      "attempt-worker": join(here, "src/attempt/worker.ts"),
      live: join(here, "src/live/live.ts"),
    },
    outdir: dist,
    bundle: true,
    minify: true,
    format: "esm",
    target,
    legalComments: "linked",
    logLevel: "error",
  });
}

async function tests() {
  const folder = join(here, "tests");
  const out = join(here, "build/tests");
  await rm(out, { recursive: true, force: true });
  await build({
    entryPoints: (await readdir(folder)).filter((file) => file.endsWith(".test.ts")).map((file) => join(folder, file)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
}

async function weigh() {
  for (const [file, limit] of Object.entries(BUDGET)) {
    const kilobytes = gzipSync(await readFile(join(dist, file))).length / 1024;
    console.log(`${file.padEnd(10)} ${kilobytes.toFixed(1).padStart(6)} KB compressed (at most ${limit})`);
    if (kilobytes > limit) throw new Error(`${file} is heavier than its budget`);
  }
}

if (process.argv.includes("--tests")) {
  await tests();
} else {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  await Promise.all([icons(), styles(), scripts(), paperFonts()]);
  await weigh();
  await rm(finished, { recursive: true, force: true });
  await cp(dist, finished, { recursive: true });
}

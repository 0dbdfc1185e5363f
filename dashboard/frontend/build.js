// Writes static/ from the sources: `node build.js`. With --check nothing is written; what differs from a fresh
// build is named, and the exit status is 1.

import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const STATIC = join(HERE, "static");

/** The script of each component, by the name it gets in static/. */
const SCRIPTS = {
  board: "documents/board.js",
  file_import: "file_import/file_import.js",
  circle: "circle/circle.js",
  console: "console/console.js",
  document: "documents/document.js",
  entry: "entry/entry.js",
  explore: "explore/explore.js",
  file_input: "file_input/file_input.js",
  land: "map/land.js",
  map: "map/map.js",
  partner: "documents/partner.js",
  ranking: "documents/ranking.js",
  search_box: "search_box/search_box.js",
  table: "documents/table.js",
};

/**
 * Bundles the scripts; each is one ES module with a default export, as Streamlit wants it.
 *
 * @returns {Promise<Map<string, string>>} file name -> text
 */
async function built() {
  const { outputFiles } = await build({
    absWorkingDir: HERE,
    entryPoints: SCRIPTS,
    outdir: "static",
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    banner: { js: "// Built from dashboard/frontend by `make frontend`; to be changed there." },
    write: false,
    logLevel: "warning",
  });
  return new Map(outputFiles.map(({ path, text }) => [path.slice(STATIC.length + 1), text]));
}

/** @returns {Promise<Map<string, string>>} file name -> text, of what stands in static/ */
async function standing() {
  await mkdir(STATIC, { recursive: true });
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const name of await readdir(STATIC)) found.set(name, await readFile(join(STATIC, name), "utf8"));
  return found;
}

const [wanted, found] = await Promise.all([built(), standing()]);
const old = [...found.keys()].filter((name) => !wanted.has(name));
const changed = [...wanted.keys()].filter((name) => found.get(name) !== wanted.get(name));
const named = [...changed, ...old].sort();
if (process.argv.includes("--check")) {
  for (const name of named) console.error(`static/${name} is not what its source gives: make frontend`);
  process.exitCode = named.length ? 1 : 0;
} else {
  for (const name of old) await rm(join(STATIC, name));
  for (const name of changed) await writeFile(join(STATIC, name), wanted.get(name) ?? "", "utf8");
  if (named.length) console.log(`static: ${named.join(", ")}`);
}

/** What stands in the app's source files? Their paths, and a walk through what they mean. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The folder of the web app. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** All files below a folder, as paths from the web app's folder with `/`. */
export function filesIn(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** The text of a file. */
export const textOf = (path) => readFileSync(join(ROOT, path), "utf8");

/** The app's own TypeScript, without what is generated: `{ path, text }`. */
export function sources() {
  return filesIn("src")
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .map((path) => ({ path, text: textOf(path) }));
}

/** Calls `visit` with every node of a source file; `line` tells where a node stands. */
export function walk({ path, text }, visit) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const line = (node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const each = (node) => {
    visit(node, line);
    ts.forEachChild(node, each);
  };
  each(file);
}

/** Prints the breaches and ends with 1, or says that there are none. */
export function report(name, breaches) {
  for (const breach of breaches) process.stderr.write(`${breach}\n`);
  process.stdout.write(breaches.length ? `${name}: ${breaches.length} to mend\n` : `${name}: fine\n`);
  process.exitCode = breaches.length ? 1 : 0;
}

/** Whether a script was started itself, not imported. */
export const isMain = (url) => process.argv[1] === fileURLToPath(url);

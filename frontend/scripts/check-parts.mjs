/** Does every part that is loaded on its own bring exactly the words that it says? */
import { posix } from "node:path";
import ts from "typescript";
import { flat } from "./check-words.mjs";
import { filesIn, isMain, report, sources, textOf, walk } from "./sources.mjs";

/** The file in `src` that an import means; undefined for a package. */
function target(from, specifier) {
  if (specifier.startsWith("@/")) return `src/${specifier.slice(2)}`;
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : undefined;
}

const isImport = (node) => ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;

/** What `part(() => import("…"), "noun", …)` loads and which words it asks for. */
function partOf(path, node) {
  if (!ts.isCallExpression(node) || node.expression.getText() !== "part") return undefined;
  const [load, ...nouns] = node.arguments;
  const call = load && ts.isArrowFunction(load) && isImport(load.body) ? load.body.arguments[0] : undefined;
  if (!call || !ts.isStringLiteralLike(call)) return undefined;
  return { to: target(path, call.text), nouns: nouns.map(({ text }) => text), load: call };
}

/** Of one file: what it needs at once, which parts it loads later, and of which nouns it says words. */
export function readFile(file, isNoun) {
  const [needs, parts, nouns, later] = [[], [], new Set(), new Set()];
  walk(file, (node, line) => {
    const part = partOf(file.path, node);
    if (part) {
      later.add(part.load);
      // A dialog without words of its own has them with its page.
      if (part.nouns.length === 0 && !file.path.startsWith("src/routes/")) needs.push(part.to);
      else parts.push({ ...part, line: line(node) });
    }
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const typeOnly = ts.isImportDeclaration(node) ? node.importClause?.isTypeOnly : node.isTypeOnly;
      const to = !typeOnly && target(file.path, node.moduleSpecifier.text);
      if (to) needs.push(to);
    }
    if (isImport(node) && ts.isStringLiteralLike(node.arguments[0]) && !later.has(node.arguments[0])) {
      const to = target(file.path, node.arguments[0].text);
      if (to) needs.push(to);
    }
    const text = ts.isStringLiteralLike(node) ? node.text : ts.isTemplateHead(node) ? node.text : "";
    const noun = /^(\w+)\.\w*/.exec(text)?.[1];
    if (noun && isNoun(noun, text)) nouns.add(noun);
  });
  return { needs, parts, nouns: [...nouns] };
}

/** The nouns of everything that a file needs at once. */
function nounsFrom(start, files) {
  const seen = new Set();
  const nouns = new Set();
  const visit = (path) => {
    const file = files.get(path);
    if (!file || seen.has(path)) return;
    seen.add(path);
    for (const noun of file.nouns) nouns.add(noun);
    for (const to of file.needs) visit(to);
  };
  visit(start);
  return nouns;
}

/** What is wrong with the lists of words: `files` as {@link readFile} gives them, by path. */
export function breachesOf(files, everywhere) {
  const breaches = [];
  const missing = (nouns, said) =>
    [...nouns].filter((noun) => !everywhere.includes(noun) && !said.includes(noun));
  for (const noun of missing(nounsFrom("src/main.tsx", files), []))
    breaches.push(
      `src/main.tsx: needs the words of "${noun}" before any page: load it as a part, or add it to EVERYWHERE`,
    );
  for (const [path, { parts }] of files)
    for (const { to, nouns: said, line } of parts) {
      const needed = nounsFrom(to, files);
      const lacks = missing(needed, said);
      const over = said.filter((noun) => !needed.has(noun) || everywhere.includes(noun));
      if (lacks.length)
        breaches.push(
          `${path}:${line}: ${to} says words that aren't loaded with it: add ${lacks
            .map((noun) => `"${noun}"`)
            .sort()
            .join(", ")}`,
        );
      if (over.length)
        breaches.push(
          `${path}:${line}: ${to} says nothing of ${over.map((noun) => `"${noun}"`).join(", ")}: remove`,
        );
    }
  return breaches;
}

/** The list of nouns that every page has, from the source that says so. */
function everywhere() {
  const list = /EVERYWHERE = \[([^\]]*)\]/.exec(textOf("src/i18n/index.ts"))?.[1] ?? "";
  return [...list.matchAll(/"(\w+)"/g)].map((match) => match[1]);
}

function main() {
  const words = new Map(
    filesIn("src/i18n/sv")
      .filter((path) => path.endsWith(".json"))
      .map((path) => [
        path
          .split("/")
          .at(-1)
          .replace(/\.json$/, ""),
        flat(JSON.parse(textOf(path))),
      ]),
  );
  const isNoun = (noun, text) =>
    [...(words.get(noun)?.keys() ?? [])].some((key) => `${noun}.${key}`.startsWith(text));
  const files = new Map(
    sources()
      .filter(({ path }) => !/\.test\.tsx?$/.test(path) && !path.startsWith("src/testing/"))
      .map((file) => [file.path, readFile(file, isNoun)]),
  );
  report("parts", breachesOf(files, everywhere()));
}

if (isMain(import.meta.url)) main();

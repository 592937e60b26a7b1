/** Does every part of the app stay in its place: who may import whom, and who may fetch? */
import { posix } from "node:path";
import ts from "typescript";
import { isMain, report, sources, walk } from "./sources.mjs";

/** What each part may not import, and what to do instead. */
const FORBIDDEN = {
  lib: {
    parts: ["app", "features", "routes", "ui"],
    mend: "lib knows no part of the app: hand in what it needs",
  },
  ui: {
    parts: ["app", "features", "routes"],
    mend: "ui serves all features: hand in what it needs by a prop",
  },
  api: {
    parts: ["app", "features", "routes", "ui"],
    mend: "api only talks to the server: move this to its user",
  },
  i18n: { parts: ["app", "features", "routes", "ui"], mend: "words know no part of the app" },
};
const REACHES = new Set(["fetch", "XMLHttpRequest", "EventSource", "WebSocket", "sendBeacon"]);

/** `src/ui/page.tsx` is of the part `ui`; a feature has a name, too. */
function place(path) {
  const [, part, name] = path.split("/");
  return { part, feature: part === "features" ? name : undefined };
}

/** The file in `src` that an import means; undefined for a package. */
function target(from, specifier) {
  if (specifier.startsWith("@/")) return `src/${specifier.slice(2)}`;
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : undefined;
}

function importBreach(path, specifier) {
  const to = target(path, specifier);
  if (!to?.startsWith("src/")) return undefined;
  const [here, there] = [place(path), place(to)];
  if (here.feature && there.feature && here.feature !== there.feature)
    return `the feature ${here.feature} imports the feature ${there.feature}: share it through ui/ or api/`;
  const rule = FORBIDDEN[here.part];
  return rule?.parts.includes(there.part) ? `${here.part} imports ${there.part}: ${rule.mend}` : undefined;
}

/** The module that a node imports, in any of the ways to do so. */
function imported(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  return undefined;
}

/** The way to the server that a node takes by itself. */
function reach(node) {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression)
    ? /^(window|globalThis|self|navigator)$/.test(expression.expression.getText()) && expression.name.text
    : ts.isIdentifier(expression) && expression.text;
  return name && REACHES.has(name) ? name : undefined;
}

/** The breaches of one file. */
export function breachesOf(file) {
  const breaches = [];
  const { part } = place(file.path);
  walk(file, (node, line) => {
    const module = imported(node);
    const wrong = module && ts.isStringLiteralLike(module) && importBreach(file.path, module.text);
    if (wrong) breaches.push(`${file.path}:${line(node)}: ${wrong}`);
    const way = part !== "api" && part !== "testing" && reach(node);
    if (way)
      breaches.push(
        `${file.path}:${line(node)}: calls ${way}: only src/api talks to the server; add the call there`,
      );
  });
  return breaches;
}

if (isMain(import.meta.url)) report("imports", sources().flatMap(breachesOf));

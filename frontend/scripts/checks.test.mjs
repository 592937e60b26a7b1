/** Do the checks find what they are there for, and leave the rest alone? */
import { expect, test } from "vitest";
import { breachesOf } from "./check-imports.mjs";
import { breachesOf as partBreaches, readFile } from "./check-parts.mjs";
import { differences, flat, used } from "./check-words.mjs";

const source = (text, path = "src/features/offers/page.tsx") => ({ path, text });

test("a word that one language lacks, has other gaps or says nothing is found", () => {
  const sv = flat({ a: "Hej {{name}}", b: { c: "Två" }, d: " " });
  const en = flat({ a: "Hello {{who}}", d: "Four", e: "Five" });
  expect(differences(sv, en, "x.json")).toEqual([
    expect.stringContaining('src/i18n/en/x.json: "b.c" is missing'),
    expect.stringContaining('src/i18n/sv/x.json: "e" is missing'),
    expect.stringContaining('"a" has the gaps {who}, Swedish has {name}'),
    expect.stringContaining('src/i18n/sv/x.json: "d" says nothing'),
  ]);
});

test("the same words in another order of gaps are no difference", () => {
  expect(differences(flat({ a: "{{x}} av {{y}}" }), flat({ a: "{{y}}: {{x}}" }), "x.json")).toEqual([]);
});

test("a word is used by its name, by its plural's name, or by a template", () => {
  const isUsed = used([
    source(
      `t(open ? "a.open" : "a.shut"); t("a.rows", { count }); t(\`a.kinds.\${kind}\`); t(\`a.steps.\${step}Hint\`);`,
    ),
  ]);
  for (const key of ["a.open", "a.shut", "a.rows_one", "a.rows_other", "a.kinds.work", "a.steps.firstHint"])
    expect(isUsed(key), key).toBe(true);
  for (const key of ["a.gone", "a.kinds.work.more", "a.steps.first", "a.row_one"])
    expect(isUsed(key), key).toBe(false);
});

test("a word that only a comment names is unused", () => {
  expect(used([source('// t("a.old")\n/* t("a.old") */')])("a.old")).toBe(false);
});

test.each([
  ["src/features/offers/a.ts", "@/features/orders/b.ts", "share it through ui/ or api/"],
  ["src/features/offers/a.ts", "../orders/b.ts", "share it through ui/ or api/"],
  ["src/ui/a.tsx", "@/app/session.ts", "ui imports app"],
  ["src/lib/a.ts", "../ui/page.tsx", "lib imports ui"],
  ["src/api/a.ts", "@/routes/root.tsx", "api imports routes"],
])("%s may not import %s", (path, specifier, words) => {
  for (const text of [
    `import { a } from "${specifier}";`,
    `import type { A } from "${specifier}";`,
    `export { a } from "${specifier}";`,
    `const a = () => import("${specifier}");`,
    `type A = import("${specifier}").A;`,
  ])
    expect(breachesOf(source(text, path)), text).toEqual([
      expect.stringMatching(new RegExp(`^${path}:1: .*${words}`)),
    ]);
});

test.each([
  ["src/features/offers/a.ts", "./b.ts"],
  ["src/features/offers/a.ts", "@/ui/page.tsx"],
  ["src/features/offers/a.ts", "react"],
  ["src/routes/offers.tsx", "@/features/offers/b.tsx"],
  ["src/ui/a.tsx", "@/api/client.ts"],
])("%s may import %s", (path, specifier) => {
  expect(breachesOf(source(`import { a } from "${specifier}";`, path))).toEqual([]);
});

test("only src/api fetches", () => {
  for (const text of [
    "fetch('/x')",
    "window.fetch('/x')",
    "new EventSource('/x')",
    "navigator.sendBeacon('/x')",
  ]) {
    expect(breachesOf(source(text)), text).toEqual([
      expect.stringContaining("only src/api talks to the server"),
    ]);
    expect(breachesOf(source(text, "src/api/client.ts")), text).toEqual([]);
  }
  expect(breachesOf(source("query.fetch(); // fetch()"))).toEqual([]);
});

const NOUNS = ["common", "offers", "orders"];
const filesOf = (texts) =>
  new Map(
    Object.entries(texts).map(([path, text]) => [
      path,
      readFile({ path, text }, (noun) => NOUNS.includes(noun)),
    ]),
  );
const page = (nouns) => ({
  "src/main.tsx": 'import "./routes/offers.tsx"; t("common.close");',
  "src/routes/offers.tsx": `part(() => import("@/features/offers/page.tsx")${nouns});`,
  "src/features/offers/page.tsx":
    'import "@/ui/order.tsx"; t("offers.title"); part(() => import("./dialog.tsx"));',
  "src/features/offers/dialog.tsx": 't("offers.send");',
  "src/ui/order.tsx": 'import type { A } from "./unused.ts"; t("orders.title");',
  "src/ui/unused.ts": 't("common.unused");',
});

test("a page brings the words of all that it needs, dialogs among them, and no others", () => {
  expect(partBreaches(filesOf(page(', "offers", "orders"')), ["common"])).toEqual([]);
  expect(partBreaches(filesOf(page(', "offers"')), ["common"])).toEqual([
    expect.stringContaining('add "orders"'),
  ]);
  expect(partBreaches(filesOf(page(', "offers", "orders", "common"')), ["common"])).toEqual([
    expect.stringContaining('says nothing of "common"'),
  ]);
});

test("what stands before any page has the words that are loaded everywhere alone", () => {
  expect(partBreaches(filesOf({ "src/main.tsx": 't("offers.title");' }), ["common"])).toEqual([
    expect.stringContaining('src/main.tsx: needs the words of "offers"'),
  ]);
});

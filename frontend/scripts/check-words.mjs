/** Do both languages say the same things, with the same gaps to fill, and is every word used? */
import ts from "typescript";
import { filesIn, isMain, report, sources, textOf, walk } from "./sources.mjs";

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** `{ a: { b: "…" } }` as a map of `a.b` to its text. */
export function flat(words, prefix = "") {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === "string" ? [[`${prefix}${key}`, value]] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

/** The names of the gaps in a text: `{{count}}` is `count`. */
const gaps = (text) => [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]))].sort();

/** What one language has and the other hasn't. */
export function differences(sv, en, file) {
  const breaches = [];
  const missing = (from, to, language) => {
    for (const key of from.keys())
      if (!to.has(key))
        breaches.push(
          `src/i18n/${language}/${file}: "${key}" is missing: add it, or remove it from the other language`,
        );
  };
  missing(sv, en, "en");
  missing(en, sv, "sv");
  for (const [key, text] of sv) {
    const other = en.get(key);
    if (other === undefined) continue;
    if (gaps(text).join() !== gaps(other).join())
      breaches.push(
        `src/i18n/en/${file}: "${key}" has the gaps {${gaps(other)}}, Swedish has {${gaps(text)}}: use the same`,
      );
  }
  for (const [language, words] of [
    ["sv", sv],
    ["en", en],
  ])
    for (const [key, text] of words)
      if (text.trim() === "")
        breaches.push(`src/i18n/${language}/${file}: "${key}" says nothing: write it or remove it`);
  return breaches;
}

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Which keys source files name: in full, or by a template whose gaps stand for one part of a key each. */
export function used(files) {
  const names = new Set();
  const patterns = new Set();
  for (const file of files)
    walk(file, (node) => {
      if (ts.isStringLiteralLike(node)) names.add(node.text);
      if (!ts.isTemplateExpression(node) || !/^\w+\./.test(node.head.text)) return;
      patterns.add(
        `^${literal(node.head.text)}${node.templateSpans.map((span) => `[^.]*${literal(span.literal.text)}`).join("")}$`,
      );
    });
  const all = [...patterns].map((pattern) => new RegExp(pattern));
  return (key) => {
    const base = key.replace(PLURAL, "");
    return (
      names.has(key) || names.has(base) || all.some((pattern) => pattern.test(key) || pattern.test(base))
    );
  };
}

function main() {
  const filesOf = (language) =>
    filesIn(`src/i18n/${language}`)
      .filter((path) => path.endsWith(".json"))
      .map((path) => path.split("/").at(-1));
  const [swedish, english] = [filesOf("sv"), filesOf("en")];
  const breaches = [];
  for (const file of new Set([...swedish, ...english])) {
    if (!swedish.includes(file)) breaches.push(`src/i18n/sv/${file} is missing: English has it`);
    if (!english.includes(file)) breaches.push(`src/i18n/en/${file} is missing: Swedish has it`);
  }
  const isUsed = used(
    sources().filter(({ path }) => !path.startsWith("src/i18n/") && !/\.test\.tsx?$/.test(path)),
  );
  for (const file of swedish.filter((name) => english.includes(name))) {
    const [sv, en] = ["sv", "en"].map((language) => flat(JSON.parse(textOf(`src/i18n/${language}/${file}`))));
    breaches.push(...differences(sv, en, file));
    const noun = file.replace(/\.json$/, "").replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    for (const key of sv.keys())
      if (!isUsed(`${noun}.${key}`))
        breaches.push(`src/i18n/sv/${file}: "${noun}.${key}" is used nowhere: remove it in both languages`);
  }
  report("words", breaches);
}

if (isMain(import.meta.url)) main();

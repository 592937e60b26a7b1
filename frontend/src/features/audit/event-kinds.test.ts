/** Does the log have words for everything that the server can write into it? */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { LANGUAGES, learn, speak } from "@/i18n/index.ts";
import { isInternal } from "./changes.ts";
import { ENTITY_KINDS, EVENT_KINDS } from "./vocabulary.ts";

const server = resolve(import.meta.dirname, "../../../../api");
const read = (path: string) => readFileSync(resolve(server, path), "utf8");

/** The words of an enumeration in the server's vocabulary. */
function wordsOf(name: string): string[] {
  const [, rest = ""] = read("core/src/event.rs").split(`${name} {`);
  const [body = ""] = rest.split("\n    }");
  return [...body.matchAll(/= "(\w+)"/g)].map(([, word]) => word ?? "");
}

/** The columns of a table whose changes are logged. */
function columnsOf(source: string, table: string): string[] {
  const [, rest = ""] = read(`src/${source}/entity.rs`).split(`table_name = "${table}"`);
  const [body = ""] = rest.split("\n    }");
  return [...body.matchAll(/pub (\w+):/g)].map(([, column]) => column ?? "");
}

const TABLES = [
  ["articles", "article"],
  ["company", "company"],
  ["company", "company_settings"],
  ["customers", "customer"],
  ["customers", "work_site"],
  ["invoices", "invoice"],
  ["jobs", "mail"],
  ["jobs", "e_invoice"],
  ["users", "membership"],
  ["offers", "offer"],
  ["orders", "work_order"],
  ["timesheets", "time_entry"],
  ["timesheets", "timesheet"],
  ["support", "support_access"],
] as const;

describe("the vocabulary", () => {
  it("is the server's", () => {
    expect(wordsOf("EventKind").length).toBeGreaterThan(40);
    expect([...EVENT_KINDS].sort()).toEqual(wordsOf("EventKind").sort());
    expect([...ENTITY_KINDS].sort()).toEqual(wordsOf("EntityKind").sort());
  });
});

describe.each(LANGUAGES)("in %s", (language) => {
  it.each(TABLES)("every column of %s/%s has a name, or is the database's own", async (source, table) => {
    await speak(language);
    await learn("audit");
    const columns = columnsOf(source, table);
    expect(columns.length).toBeGreaterThan(3);
    const nameless = columns.filter(
      (column) => !isInternal(column) && !i18next.exists(`audit.field.${column}`),
    );
    expect(nameless).toEqual([]);
  });
});

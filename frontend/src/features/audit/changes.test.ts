/** Do changes read as people say them? */
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { learn, speak } from "@/i18n/index.ts";
import { changesOf, fieldName, valueWords } from "./changes.ts";

beforeAll(async () => {
  await speak("sv");
  await learn("audit", "customers", "deductions", "eInvoice", "orders", "users");
});
const { t } = i18next;

it("what only the database needs is left out, what can be personal is said to have changed", () => {
  const changes = [
    { field: "sort_number", before: 1, after: 2 },
    { field: "planned_sort_on", before: "9999-12-31", after: "2026-12-16" },
    { field: "name_folded", before: null, after: null },
    { field: "name", before: null, after: null },
    { field: "status", before: "draft", after: "issued" },
  ];
  expect(changesOf(t, "invoice", changes)).toEqual([
    { field: "name", label: "Namn", withheld: true, before: "–", after: "–" },
    { field: "status", label: "Status", withheld: false, before: "Utkast", after: "Utfärdad" },
  ]);
});

describe("a value", () => {
  it.each([
    ["invoice", "total_ore", 333100, "3\u00a0331,00\u00a0kr"],
    ["invoice", "discount_bp", 1250, "12,5\u00a0%"],
    ["invoice", "prices_include_vat", true, "Ja"],
    ["invoice", "issued_at", "2026-11-25T07:09:00Z", "2026-11-25 08:09"],
    ["invoice", "due_on", "2026-12-15", "2026-12-15"],
    ["order", "status", "in_progress", "Pågår"],
    ["user", "status", "deactivated", "Avstängd"],
    ["user", "role", "accountant", "Redovisning"],
    ["mail", "state", "queued", "I kö"],
    ["article", "kind", "travel", "Resa"],
    ["customer", "kind", "private", "Privatperson"],
    ["offer", "status", "a_newer_word", "a_newer_word"],
    [undefined, "status", "draft", "draft"],
    ["invoice", "note", "", "–"],
    ["invoice", "order_number", 1107, "1107"],
  ] as const)("%s.%s %s is %s", (kind, field, value, words) => {
    expect(valueWords(t, kind, field, value)).toBe(words);
  });
});

it("a field that this app doesn't know keeps the server's name", () => {
  expect(fieldName(t, "a_newer_field")).toBe("a newer field");
});

/** Does an offer survive the way into fields and back, and do two people's changes meet without loss? */
import { expect, test } from "vitest";
import type { Schema } from "@/api/client.ts";
import { COMPANY, CUSTOMER } from "@/testing/parties.ts";
import { emptyLine } from "@/ui/lines-editor.tsx";
import { freshLine, inDraft, isBegun, stillTrue } from "@/ui/written-lines.ts";
import { beginning, contentOf, differing, draftOf, rebase, toInput } from "./draft.ts";
import { offerOf } from "./samples.ts";

test("a new offer takes over what customer and company are used to", () => {
  expect(beginning(CUSTOMER, COMPANY, "2026-11-28")).toMatchObject({
    customer_id: CUSTOMER.id,
    language: "en",
    their_reference: "Anna",
    terms: "Ansvarsförsäkring ingår.",
    valid_until: "2026-12-28",
    round_to_krona: true,
    prices_include_vat: true,
    lines: [],
  });
});

test.each<[Schema<"CustomerKind">, boolean, boolean]>([
  ["private", true, true],
  ["private", false, false],
  ["company", true, false],
  ["company", false, false],
])("prices for a %s customer, habit %s: with VAT %s", (kind, habit, expected) => {
  const company = { ...COMPANY, prices_include_vat: habit };
  expect(beginning({ ...CUSTOMER, kind }, company, "2026-11-28").prices_include_vat).toBe(expected);
});

test("an hour costs the same whichever way the prices are entered", () => {
  expect(freshLine(COMPANY, true).unit_price_ore).toBe(75000);
  expect(freshLine(COMPANY, false).unit_price_ore).toBe(60000);
  const net = { ...COMPANY, prices_include_vat: false, hourly_price_ore: 60000 };
  expect(freshLine(net, true).unit_price_ore).toBe(75000);
  expect(freshLine(undefined, true).unit_price_ore).toBe(0);
});

test("what is read is what would be sent", () => {
  const offer = offerOf({ work_site_id: "019a0000-0000-7000-8000-0000000000aa" });
  expect(toInput(draftOf(offer), "2027-01-01").input).toEqual(contentOf(offer));
});

test("lines without words wait; the others are sent, and errors find back to them", () => {
  const draft = draftOf(offerOf());
  const blank = emptyLine("25");
  draft.lines = [blank, ...draft.lines, { ...blank, key: "b", description: "  " }];
  const { input, places } = toInput(draft, "2027-01-01");
  expect(input.lines.map(({ description }) => description)).toEqual(["Måla tak", "Färg"]);
  expect(input.lines[0]).not.toHaveProperty("key");
  expect(places).toEqual([1, 2]);
  expect(inDraft({ "lines.1.unit": "too long", title: "too long" }, places)).toEqual({
    "lines.2.unit": "too long",
    title: "too long",
  });
});

test("a line that somebody has begun is told from one that nobody has touched", () => {
  const fresh = freshLine(COMPANY, true);
  expect(isBegun(fresh, freshLine(COMPANY, true))).toBe(false);
  expect(isBegun({ ...fresh, quantity_milli: 2500 }, fresh)).toBe(true);
  expect(isBegun({ ...fresh, quantity_milli: 2500, description: "Måla" }, fresh)).toBe(false);
});

test("an emptied day leaves the saved one", () => {
  expect(toInput({ ...draftOf(offerOf()), valid_until: null }, "2026-12-28").input.valid_until).toBe(
    "2026-12-28",
  );
});

test("an error goes when its own value changes, and stays when another does", () => {
  const before = draftOf(offerOf());
  const errors = { title: "too long", "lines.1.unit": "too long" };
  expect(stillTrue(errors, before, { ...before, intro: "Hej" })).toBe(errors);
  expect(stillTrue(errors, before, { ...before, title: "Kort" })).toEqual({ "lines.1.unit": "too long" });
  const lines = before.lines.map((line, place) => (place === 0 ? { ...line, unit: "h" } : line));
  expect(stillTrue(errors, before, { ...before, lines })).toBe(errors);
});

test("blanks that the server takes away make no difference", () => {
  const content = contentOf(offerOf());
  const lines = content.lines.map((line) => ({ ...line, description: ` ${line.description} ` }));
  expect(differing({ ...content, title: `${content.title} `, lines }, content)).toEqual([]);
  expect(differing({ ...content, terms: "Andra", discount_bp: 1 }, content)).toEqual([
    "discount_bp",
    "terms",
  ]);
});

test("own changes hold on top of somebody else's, and theirs are kept where there are none", () => {
  const base = offerOf();
  const theirs = offerOf({ version: 2, intro: "Deras inledning", title: "Deras rubrik" });
  const merged = rebase({ ...draftOf(base), title: "Min rubrik" }, contentOf(base), theirs);
  expect(merged.title).toBe("Min rubrik");
  expect(merged.intro).toBe("Deras inledning");
  expect(merged.lines).toEqual(draftOf(theirs).lines);
});

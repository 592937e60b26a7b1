/** Is exactly that sent which the form shows, and is VAT added as on an invoice? */
import { expect, test } from "vitest";
import { ARTICLE } from "@/testing/parties.ts";
import { articleForm, articleInput, priceWithVat } from "./details.ts";

test("an article that is read and sent unchanged stays as it is", () => {
  const { id, version, archived, actions, parts, ...input } = ARTICLE;
  expect(articleInput(articleForm(ARTICLE))).toEqual(input);
});

test("a new article has the company's VAT and no price", () => {
  expect(articleForm(null, "6")).toMatchObject({ vat: "6", unit_price_ore: null, number: "" });
});

test.each([
  [55_000, "25", 68_750],
  [99, "25", 124],
  [100_050, "12", 112_056],
  [10_000, "6", 10_600],
  [10_000, "0", 10_000],
  [10_000, "exempt", 10_000],
  [-50_000, "25", -62_500],
] as const)("%i öre with VAT %s is %i öre", (price, vat, withVat) => {
  expect(priceWithVat(price, vat)).toBe(withVat);
});

test("no price, or an impossible one, has no VAT", () => {
  expect(priceWithVat(null, "25")).toBeNull();
  expect(priceWithVat(10 ** 15, "25")).toBeNull();
});

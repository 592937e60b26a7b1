/** Is a kit worth what its parts are, and sent as they are? */
import { expect, test } from "vitest";
import { kitPrice, type Part, partsInput } from "./parts.ts";

const part = (quantity_milli: number | null, unit_price_ore: number): Part => ({
  article_id: `019a0000-0000-7000-8000-00000000000${unit_price_ore % 10}`,
  quantity_milli,
  number: "1001",
  name: "Plattsättning",
  kind: "work",
  work_type: "construction",
  unit: "tim",
  unit_price_ore,
  vat: "25",
  account: null,
  archived: false,
});

test("the price is that of all parts without VAT", () => {
  expect(kitPrice([part(8_000, 60_001), part(500, 10_000)])).toBe(485_008);
  expect(kitPrice([])).toBe(0);
});

test("without every quantity there is no price", () => {
  expect(kitPrice([part(1_000, 1_000), part(null, 1_000)])).toBeNull();
});

test("articles and quantities are sent in order", () => {
  expect(partsInput([part(8_000, 60_001), part(500, 10_002)])).toEqual({
    parts: [
      { article_id: "019a0000-0000-7000-8000-000000000001", quantity_milli: 8_000 },
      { article_id: "019a0000-0000-7000-8000-000000000002", quantity_milli: 500 },
    ],
  });
});

/** Are the parts of a divided line worth what the line was? */
import { expect, test } from "vitest";
import { divideByShare, sharesOn } from "./flat-rate.ts";

const line = {
  key: "a",
  description: "Bergvärme",
  kind: "other" as const,
  unit_price_ore: 14_900_001,
  unit: "st",
};
const names = { work: "arbete", material: "material" };

test("work and material are the whole, and keep the rest of the line", () => {
  const [work, material] = divideByShare(line, { share_bp: 3_500, work_type: "plumbing" }, names);
  expect(work).toMatchObject({
    kind: "work",
    work_type: "plumbing",
    unit_price_ore: 5_215_000,
    description: "Bergvärme, arbete",
    unit: "st",
  });
  expect(material).toMatchObject({
    kind: "material",
    work_type: null,
    description: "Bergvärme, material",
    unit: "st",
  });
  expect(work.unit_price_ore + material.unit_price_ore).toBe(line.unit_price_ore);
  expect(material.key).not.toBe(work.key);
});

test("only shares of the day are offered", () => {
  const shares = [
    { installation: "Bergvärme", from_on: "2021-01-01", until_on: "2026-12-31" },
    { installation: "Bergvärme", from_on: "2027-01-01", until_on: null },
  ];
  expect(sharesOn(shares, "2026-12-31")).toEqual([shares[0]]);
  expect(sharesOn(shares, "2027-01-01")).toEqual([shares[1]]);
});

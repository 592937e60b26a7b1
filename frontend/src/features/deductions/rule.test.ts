/** Is a rule sent as what it is? */
import { expect, test } from "vitest";
import { newRule, ofCeilings, ofRate, ofShare, ruleBody } from "./rule.ts";

const law = {
  from_on: "2025-01-01",
  until_on: null,
  rot_kr: 50_000,
  rut_kr: 75_000,
  together_kr: 75_000,
  green_kr: 50_000,
  source: "SFS 2024:419",
  version: 0,
};

test("new ceilings begin from those that hold, a new rate with nothing", () => {
  expect(newRule("ceilings", law)).toMatchObject({ from_on: null, version: 0, rot_kr: 50_000, source: "" });
  expect(newRule("rot", law)).toMatchObject({ rate_bp: null, rot_kr: null });
});

test("a rate is known again by its kind, or its work for green technology", () => {
  const rate = { kind: "green", work_type: "solar_power", from_on: "2027-01-01", until_on: null } as const;
  expect(ofRate({ ...rate, rate_bp: 1_000, source: "SFS", version: 2 })).toMatchObject({
    subject: "solar_power",
    version: 2,
    rate_bp: 1_000,
  });
});

const nothing = {
  rate_bp: null,
  rot_kr: null,
  rut_kr: null,
  together_kr: null,
  green_kr: null,
  share_bp: null,
  work_type: null,
};

test("a rate, ceilings and a flat rate are sent as what they are alone", () => {
  expect(ruleBody({ ...newRule("rot", law), rate_bp: 4_000, rot_kr: 1, source: " SFS " })).toEqual({
    ...nothing,
    rate_bp: 4_000,
    source: "SFS",
  });
  expect(ruleBody({ ...ofCeilings(law), rate_bp: 1 })).toEqual({
    ...nothing,
    rot_kr: 50_000,
    rut_kr: 75_000,
    together_kr: 75_000,
    green_kr: 50_000,
    source: "SFS 2024:419",
  });
  const share = {
    installation: "Bergvärme",
    work_type: "plumbing",
    from_on: "2026-01-01",
    until_on: null,
    share_bp: 3_500,
    source: "Skatteverket",
    version: 1,
  } as const;
  expect(ofShare(share)).toMatchObject({ subject: "flat_rate", installation: "Bergvärme", version: 1 });
  expect(ruleBody(ofShare(share))).toEqual({
    ...nothing,
    share_bp: 3_500,
    work_type: "plumbing",
    source: "Skatteverket",
  });
});

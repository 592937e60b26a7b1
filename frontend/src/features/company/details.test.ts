/** Is the company sent as it was read, and is what can't be sent found before? */
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { learn, speak } from "@/i18n/index.ts";
import { companyErrors, companyForm, companyInput, dataUrl, logoRefusal, MAX_LOGO_BYTES } from "./details.ts";
import { company } from "./testing.ts";

beforeAll(async () => {
  await speak("sv");
  await learn("company");
});

describe("the form", () => {
  it("gives back what was read, without what the server alone says", () => {
    const { id: _id, version: _version, actions: _actions, ...input } = company();
    expect(companyInput(companyForm(company()))).toEqual(input);
  });

  it("misses a name and emptied numbers, not a price of nothing", () => {
    const form = { ...companyForm(company()), name: " ", payment_terms_days: null, hourly_price_ore: 0 };
    expect(Object.keys(companyErrors(i18next.t, form)).sort()).toEqual(["name", "payment_terms_days"]);
  });
});

describe("a logo", () => {
  it.each([
    ["image/png", MAX_LOGO_BYTES, null],
    ["image/svg+xml", 10, null],
    ["image/png", MAX_LOGO_BYTES + 1, "size"],
    ["image/jpeg", 10, "type"],
    ["", 10, "type"],
  ] as const)("of %s with %i bytes: %s", (type, size, refusal) => {
    expect(logoRefusal({ type, size })).toBe(refusal);
  });

  it("is sent in the address that the server reads", async () => {
    const file = new Blob(["<svg/>"], { type: "image/svg+xml" });
    expect(await dataUrl(file)).toBe(`data:image/svg+xml;base64,${btoa("<svg/>")}`);
  });
});

/** Does a refusal say what to write, in the field's own unit? */
import i18next from "i18next";
import { beforeAll, expect, it } from "vitest";
import type { FieldError } from "@/api/problem.ts";
import { learn, speak } from "@/i18n/index.ts";
import { fieldWords } from "./field-words.ts";

const words = (pointer: string, code: FieldError["code"], params = {}) =>
  fieldWords(i18next.t, { pointer, code, params }).replaceAll(/\s/g, " ");

beforeAll(async () => {
  await speak("sv");
  await learn("problem");
});

it("writes a limit as it is typed", () => {
  expect(words("/amount_ore", "too_large", { max: 850_000 })).toBe("För stort, högst 8 500,00 kr.");
  expect(words("/lines/0/unit_price_ore", "too_small", { min: 0 })).toBe("För litet, minst 0,00 kr.");
  expect(words("/lines/0/quantity_milli", "too_large", { max: 1_500 })).toBe("För stort, högst 1,5.");
  expect(words("/discount_bp", "too_large", { max: 10_000 })).toBe("För stort, högst 100 %.");
  expect(words("/together_kr", "too_large", { max: 75_000 })).toBe("För stort, högst 75 000,00 kr.");
  expect(words("/payment_terms_days", "too_large", { max: 365 })).toBe("För stort, högst 365.");
  expect(words("/note", "too_long", { max: 4_000 })).toBe("För långt, högst 4000 tecken.");
});

it("shows an example where a value can't be used", () => {
  expect(words("/email", "invalid")).toContain("namn@exempel.se");
  expect(words("/customer/organisation_number", "invalid")).toContain("556016-0680");
  expect(words("/kind", "invalid")).toBe("Värdet går inte att använda.");
});

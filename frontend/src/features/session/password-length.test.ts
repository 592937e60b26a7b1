/** Does the app count a password's characters as the server does? */
import { expect, it } from "vitest";
import { MIN_PASSWORD, passwordLength } from "./password-length.ts";

it.each([
  ["kvast ödla bro", 14],
  ["kvåst ödla bro7", 15],
  // Decomposed: a and ring above are two code points, but one letter.
  ["kva\u030Ast o\u0308dla bro", 14],
  // Outside the basic plane: two code units, one character.
  ["mjuk 🧱 bro", 10],
  ["", 0],
])("%s has %i characters", (password, count) => {
  expect(passwordLength(password)).toBe(count);
});

it("fifteen are enough", () => {
  expect(MIN_PASSWORD).toBe(15);
});

/** Has everybody who uses the same browser their own colours and rows? */
import { beforeEach, expect, test } from "vitest";
import {
  density,
  keepScheme,
  preferencesOf,
  scheme,
  setDensity,
  setSingleKeys,
  singleKeysOn,
} from "./preferences.ts";

beforeEach(() => preferencesOf(undefined));

test("what one user chose is not the other's", () => {
  preferencesOf("karin");
  keepScheme("dark");
  setDensity("compact");
  setSingleKeys(false);
  preferencesOf("erik");
  expect([scheme(), density(), singleKeysOn()]).toEqual(["auto", "comfortable", true]);
  keepScheme("light");
  preferencesOf("karin");
  expect([scheme(), density(), singleKeysOn()]).toEqual(["dark", "compact", false]);
});

test("until it is known who has come, it looks as it did last", () => {
  preferencesOf("karin");
  keepScheme("dark");
  preferencesOf(undefined);
  expect(scheme()).toBe("dark");
  preferencesOf("erik");
  preferencesOf(undefined);
  expect(scheme()).toBe("auto");
});

/** Is a device named in the user's language? */
import i18next from "i18next";
import { beforeAll, expect, it } from "vitest";
import { learn, speak } from "@/i18n/index.ts";
import { deviceWords } from "./device.ts";

beforeAll(async () => {
  await speak("sv");
  await learn("account");
});

it.each([
  ["Chrome on Linux", "Chrome på Linux"],
  ["Safari on iPhone", "Safari på iPhone"],
  ["curl", "curl"],
  ["", "Okänd enhet"],
])("%s is %s", (device, words) => {
  expect(deviceWords(i18next.t, device)).toBe(words);
});

import { expect, test } from "vitest";
import { grouped, withoutHead } from "./export.ts";

test("tables that follow each other have one head", () => {
  const table = new TextEncoder().encode("\ufeffNummer;Kund\r\n10001;Åsa\r\n").buffer;
  expect(new TextDecoder().decode(withoutHead(table))).toBe("10001;Åsa\r\n");
});

test("ids are asked for in groups that fit into an address", () => {
  const ids = Array.from({ length: 401 }, (_, index) => `${index}`);
  expect(grouped(ids).map((group) => group.length)).toEqual([200, 200, 1]);
  expect(grouped(ids).flat()).toEqual(ids);
});

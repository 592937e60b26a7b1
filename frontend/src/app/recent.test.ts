/** Which things are remembered as visited? */
import { expect, test } from "vitest";
import { type Visit, visitAt, withVisit } from "./recent.ts";

const ID = "019a0000-0000-7000-8000-000000000001";
const visit = (last: number): Visit => ({ kind: "order", id: `${ID.slice(0, -1)}${last}` });

test.each([
  [`/kunder/${ID}`, { kind: "customer", id: ID }],
  [`/fakturor/${ID}`, { kind: "invoice", id: ID }],
  ["/fakturor/ny", undefined],
  ["/fakturor", undefined],
  [`/kunder/${ID}/kontoutdrag`, undefined],
])("%s is %j", (path, found) => {
  expect(visitAt(path)).toEqual(found);
});

test("the latest stands first, once, and old ones go", () => {
  let visits: Visit[] = [];
  for (const last of [1, 2, 3, 4, 5, 6, 7]) visits = withVisit(visits, visit(last));
  expect(visits.map(({ id }) => id.at(-1))).toEqual(["7", "6", "5", "4", "3", "2"]);
  expect(withVisit(visits, visit(3)).map(({ id }) => id.at(-1))).toEqual(["3", "7", "6", "5", "4", "2"]);
});

/** Is a payment divided without a krona going astray? */
import { expect, it } from "vitest";
import { divide } from "./divide.ts";

it.each([
  [{ amount: 1000, fee: 0, balance: 0 }, 1000, [], { here: 1000, left: 0 }],
  [{ amount: 400, fee: 0, balance: 0 }, 1000, [], { here: 400, left: 0 }],
  [{ amount: 1200, fee: 0, balance: 0 }, 1000, [], { here: 1000, left: 200 }],
  [{ amount: 975, fee: 25, balance: 0 }, 1000, [], { here: 1000, left: 0 }],
  [{ amount: 1500, fee: 0, balance: 0 }, 1000, [300, 200], { here: 1000, left: 0 }],
  [{ amount: 1000, fee: 0, balance: 0 }, 1000, [300], { here: 700, left: 0 }],
  [{ amount: 200, fee: 0, balance: 0 }, 1000, [300], { here: 0, left: -100 }],
  [{ amount: 0, fee: 0, balance: 500 }, 1000, [], { here: 500, left: 0 }],
])("divides %j over %d and %j", (money, open, others, expected) => {
  expect(divide(money, open, others)).toEqual(expected);
});

/** How is a payment divided? First what was said of other invoices, the rest on this one, what is left the customer's. */

/** What a payment is for. */
export type Division = {
  /** For this invoice, in öre. */
  here: number;
  /** Left over: above zero it is kept for the customer, below zero it is missing. */
  left: number;
};

/** Divides what came in, with what the bank kept and what of the customer's balance is used. */
export function divide(
  { amount, fee, balance }: { amount: number; fee: number; balance: number },
  open: number,
  others: readonly number[],
): Division {
  const money = amount + fee + balance - others.reduce((sum, other) => sum + other, 0);
  const here = Math.max(0, Math.min(money, open));
  return { here, left: money - here };
}

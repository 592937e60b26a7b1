/** How do the parts of a payment add up? What is left over becomes the customer's. */
import { showKr, showOre } from "@/lib/number.ts";
import type { ImportedPayment, MatchPayment } from "./queries.ts";

/** The invoices' currency. */
export const KRONOR = "SEK";

/** An amount in its currency; kronor are `kr`, as everywhere. */
export function showAmount(amount: number, currency: string): string {
  return currency === KRONOR ? showKr(amount) : `${showOre(amount)} ${currency}`;
}

/** What can be divided: what came in, what the bank kept, what the rate of exchange took. */
export function covered({
  amount_ore,
  fee_ore,
  currency_difference_ore,
}: Omit<MatchPayment, "customer_id" | "parts">): number {
  return amount_ore + fee_ore + currency_difference_ore;
}

/** What is left over once the parts are taken. */
export function rest(match: Omit<MatchPayment, "customer_id">): number {
  return covered(match) - match.parts.reduce((sum, part) => sum + part.amount_ore, 0);
}

/** How much of what is left over an invoice takes. */
export function takes(left: number, open: number): number {
  if (open < 0) return open;
  return Math.max(0, Math.min(left, open));
}

/** A proposal as it can be accepted; null while something is missing. */
export function proposed(payment: ImportedPayment): MatchPayment | null {
  const { customer_id, amount_ore, fee_ore, currency_difference_ore, parts } = payment;
  if (customer_id === null || amount_ore === null || parts.length === 0) return null;
  return {
    customer_id,
    amount_ore,
    fee_ore,
    currency_difference_ore,
    parts: parts.map((part) => ({ invoice_id: part.invoice_id, amount_ore: part.amount_ore })),
  };
}

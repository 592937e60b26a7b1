/** What of an invoice is to be credited? The choice of a line, and what the server is told. */
import type { CreditInvoice } from "./credit-queries.ts";
import type { Invoice } from "./queries.ts";

export type CreditableLine = Invoice["lines"][number];
export type Way = "rest" | "quantity" | "amount";

/** What is chosen of one line. */
export type Taken = { way: Way; quantity: number | null; amount: number | null };

/** What is chosen: nothing is the whole that is left. */
export type Choice = ReadonlyMap<string, Taken>;

export const WHOLE: Taken = { way: "rest", quantity: null, amount: null };

/** Lines of which something is left. */
export function creditable(invoice: Invoice): CreditableLine[] {
  return invoice.lines.filter((line) => line.amount_ore !== line.credited_ore);
}

/** What is left of a line. */
export function leftOf(line: CreditableLine): { quantity: number; amount: number } {
  return {
    quantity: Math.max(line.quantity_milli - line.credited_milli, 0),
    amount: line.amount_ore - line.credited_ore,
  };
}

/** What is sent; null while a number is missing or nothing is chosen. */
export function linesOf(choice: Choice): CreditInvoice["lines"] | null {
  const lines = [];
  for (const [line_id, { way, quantity, amount }] of choice) {
    if ((way === "quantity" && quantity === null) || (way === "amount" && amount === null)) return null;
    lines.push({
      line_id,
      quantity_milli: way === "quantity" ? quantity : null,
      amount_ore: way === "amount" ? amount : null,
    });
  }
  return lines.length > 0 ? lines : null;
}

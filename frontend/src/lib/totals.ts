/**
 * What do the lines of an offer, order or invoice come to? The server decides with the same steps; one set of cases
 * (api/core/golden/totals.json) checks both. Exact in BigInt, one rounding: half away from zero.
 */
import type { Schema } from "@/api/client.ts";

/** VAT codes in the order in which their rows stand. */
export const VAT_CODES = [
  "25",
  "12",
  "6",
  "0",
  "exempt",
  "reverse_charge",
  "eu_services",
  "eu_goods",
  "export_goods",
  "export_services",
  "small_business",
] as const satisfies readonly Schema<"VatCode">[];
type VatCode = (typeof VAT_CODES)[number];

/** A code that isn't here carries no VAT. */
const RATE_BP: Partial<Record<VatCode, bigint>> = { "25": 2500n, "12": 1200n, "6": 600n };
const MAX_UNIT_PRICE = 100_000_000_000;
const MAX_QUANTITY = 1_000_000_000;
const MAX_TOTAL = 10_000_000_000_000n;
const WHOLE_BP = 10_000;

/** Whether VAT is charged with this code. */
export const isTaxed = (vat: VatCode): boolean => vat in RATE_BP;

/** The part of a line that money depends on. */
export type TotalsLine = {
  quantity_milli: number;
  unit_price_ore: number;
  discount_bp: number;
  vat: VatCode;
};
/** How the prices of a document are meant. */
export type PriceTerms = { prices_include_vat: boolean; discount_bp: number; round_to_krona: boolean };
/** The sums, in öre. */
export type Totals = Schema<"Totals"> & { line_amounts_ore: number[] };

/** A value makes the sums impossible. */
export class TotalsError extends Error {
  readonly code: "too_small" | "too_large";
  readonly line: number | null;
  readonly field: string;

  constructor(code: "too_small" | "too_large", line: number | null, field: string) {
    super(`${field} is ${code}`);
    this.code = code;
    this.line = line;
    this.field = field;
  }
}

/** Quotient rounded half away from zero; the divisor is positive. */
export function divRound(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return dividend < 0n ? -((-dividend + half) / divisor) : (dividend + half) / divisor;
}

function floorDiv(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

function within(amount: bigint, line: number | null, field: string): bigint {
  if (amount > MAX_TOTAL || amount < -MAX_TOTAL) throw new TotalsError("too_large", line, field);
  return amount;
}

const withinTotal = (amount: bigint) => within(amount, null, "total_ore");
const sum = (amounts: bigint[]) => withinTotal(amounts.reduce((a, b) => a + b, 0n));

function lineAmount(line: TotalsLine, index: number): bigint {
  if (line.quantity_milli < 0) throw new TotalsError("too_small", index, "quantity_milli");
  if (line.quantity_milli > MAX_QUANTITY) throw new TotalsError("too_large", index, "quantity_milli");
  if (line.unit_price_ore < -MAX_UNIT_PRICE) throw new TotalsError("too_small", index, "unit_price_ore");
  if (line.unit_price_ore > MAX_UNIT_PRICE) throw new TotalsError("too_large", index, "unit_price_ore");
  if (line.discount_bp > WHOLE_BP) throw new TotalsError("too_large", index, "discount_bp");
  const product =
    BigInt(line.quantity_milli) * BigInt(line.unit_price_ore) * BigInt(WHOLE_BP - line.discount_bp);
  return within(divRound(product, 10_000_000n), index, "amount_ore");
}

/** The document's discount, and its share per base by largest remainder. */
function shareDiscount(bases: bigint[], discountBp: number): { discount: bigint; shares: bigint[] } {
  const exact = bases.map((base) => base * BigInt(discountBp));
  const discount = divRound(
    exact.reduce((a, b) => a + b, 0n),
    10_000n,
  );
  const shares = exact.map((share) => floorDiv(share, 10_000n));
  const leftOver = Number(discount - shares.reduce((a, b) => a + b, 0n));
  const fraction = (index: number) => {
    const share = exact[index] ?? 0n;
    return share - floorDiv(share, 10_000n) * 10_000n;
  };
  const byFraction = exact
    .map((_, index) => index)
    .sort((a, b) => (fraction(b) > fraction(a) ? 1 : fraction(b) < fraction(a) ? -1 : a - b));
  for (const index of byFraction.slice(0, leftOver)) shares[index] = (shares[index] ?? 0n) + 1n;
  return { discount: withinTotal(discount), shares };
}

function vatRow(
  vat: VatCode,
  amount: bigint,
  includesVat: boolean,
): { vat: VatCode; net: bigint; tax: bigint } {
  const rate = RATE_BP[vat] ?? 0n;
  const tax = includesVat ? divRound(amount * rate, 10_000n + rate) : divRound(amount * rate, 10_000n);
  return { vat, net: withinTotal(includesVat ? amount - tax : amount), tax: withinTotal(tax) };
}

/** The sums of a document. Throws {@link TotalsError} for the first value outside its limits. */
export function totals(terms: PriceTerms, lines: TotalsLine[]): Totals {
  if (terms.discount_bp > WHOLE_BP) throw new TotalsError("too_large", null, "discount_bp");
  const amounts = lines.map(lineAmount);
  const linesOre = sum(amounts);
  const codes = VAT_CODES.filter((vat) => lines.some((line) => line.vat === vat));
  const bases = codes.map((vat) => sum(amounts.filter((_, index) => lines[index]?.vat === vat)));
  const { discount, shares } = shareDiscount(bases, terms.discount_bp);
  const rows = codes.map((vat, index) =>
    vatRow(vat, (bases[index] ?? 0n) - (shares[index] ?? 0n), terms.prices_include_vat),
  );
  const net = sum(rows.map((row) => row.net));
  const tax = sum(rows.map((row) => row.tax));
  const exact = net + tax;
  const total = terms.round_to_krona ? divRound(exact, 100n) * 100n : exact;
  return {
    line_amounts_ore: amounts.map(Number),
    lines_ore: Number(linesOre),
    discount_ore: Number(discount),
    net_ore: Number(net),
    vat_ore: Number(tax),
    rounding_ore: Number(withinTotal(total - exact)),
    total_ore: Number(withinTotal(total)),
    vat_rows: rows.map((row) => ({ vat: row.vat, net_ore: Number(row.net), vat_ore: Number(row.tax) })),
  };
}

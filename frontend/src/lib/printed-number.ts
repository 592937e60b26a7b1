/** How is the number of an invoice or credit note printed? As the server will do it. */

/** What a series looks like, as it is typed. */
export type NumberLook = { prefix: string; restarts_yearly: boolean; next_number: number };

/** A number that follows a year has at least so many digits. */
const AFTER_YEAR = 4;

/** The digits of a number: with its year first where each year begins anew. */
function digits({ restarts_yearly, next_number }: NumberLook, year: number): string {
  return restarts_yearly ? `${year}${String(next_number).padStart(AFTER_YEAR, "0")}` : String(next_number);
}

/** The next number as it is printed. */
export function printedNumber(look: NumberLook, year: number): string {
  return look.prefix.trim().toUpperCase() + digits(look, year);
}

/** The next number where years begin anew from now on, or no longer do: the first one that nothing else can have. */
export function switched(look: NumberLook, restarts_yearly: boolean, year: number): number {
  return restarts_yearly ? 1 : Number(digits(look, year));
}

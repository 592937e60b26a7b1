/** What does a file of payments from the bank look like? Bankgiro Inbetalningar, as Bankgirot writes it. */

/** A payment in a file. */
export type Paid = { amount: number; reference: string; payer: string; serial: number };

/** A file of one deposit today. */
export function bgmax(bankgiro: string, payments: Paid[]): string {
  const day = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" }).replaceAll("-", "");
  const number = (value: number | string, width: number) => String(value).padStart(width, "0");
  const lines = [
    `01${"BGMAX".padEnd(20)}01${day}173035010331P`,
    `05${number(bankgiro, 10)}${" ".repeat(10)}SEK`,
    ...payments.flatMap(({ amount, reference, payer, serial }) => [
      `20${number(0, 10)}${reference.padStart(25)}${number(amount, 18)}${reference ? 2 : 0}2${number(serial, 12)}0`,
      `26${payer.padEnd(35)}`,
    ]),
  ];
  const sum = payments.reduce((all, { amount }) => all + amount, 0);
  const count = number(payments.length, 8);
  lines.push(`15${number(0, 35)}${day}${number(1, 5)}${number(sum, 18)}SEK${count}`);
  lines.push(`70${count}${number(0, 8)}${number(0, 8)}${number(1, 8)}`);
  return lines.map((line) => `${line.padEnd(80)}\r\n`).join("");
}

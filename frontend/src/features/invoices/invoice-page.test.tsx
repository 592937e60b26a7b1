/** Is an invoice written, issued and paid without losing or doubling anything? */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";
import { queryClient } from "@/app/query-client.ts";
import { cut, mockApi, refuse } from "@/testing/mock-api.ts";
import { COMPANY } from "@/testing/parties.ts";
import { renderPage } from "@/testing/render-page.tsx";
import { aCheck, anInvoice, anIssued } from "./examples.ts";
import type { Invoice, InvoiceInput } from "./queries.ts";

const ISSUE = "POST /api/v1/invoices/{invoice_id}/issue";
const REPLACE = "PUT /api/v1/invoices/{invoice_id}";
const PAY = "POST /api/v1/invoices/{invoice_id}/payments";

const DRAFT = anInvoice();
const ISSUED = anIssued();

// The first test doesn't wait for the page's modules.
beforeAll(async () => {
  await Promise.all([import("@/app/shell.tsx"), import("./invoice-page.tsx")]);
}, 60_000);

/** A server that has this invoice and all that its page asks for beside it. */
function serverOf(first: Invoice) {
  const held = { invoice: first };
  const server = mockApi({
    "GET /api/v1/invoices/{invoice_id}": () => held.invoice,
    "GET /api/v1/invoices/{invoice_id}/check": () => aCheck(),
    "GET /api/v1/invoices/{invoice_id}/pdf": () => refuse(503, "unavailable") as never,
    "GET /api/v1/customers": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/customers/{customer_id}": () => refuse(404, "not_found"),
    "GET /api/v1/customers/{customer_id}/work-sites": () => refuse(404, "not_found"),
    "GET /api/v1/customers/{customer_id}/balance": () => ({ balance_ore: 0 }),
    "GET /api/v1/reminders": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/vouchers": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/invoices/{invoice_id}/link": () => refuse(404, "not_found"),
    "GET /api/v1/company": () => refuse(403, "forbidden"),
    "GET /api/v1/articles": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/orders/{order_id}": () => refuse(404, "not_found"),
    [REPLACE]: ({ body }: { body: InvoiceInput }) => {
      held.invoice = { ...held.invoice, ...saved(body), version: held.invoice.version + 1 };
      return held.invoice;
    },
    [ISSUE]: ({ query }: { query: { dry_run?: string } }) => {
      if (query.dry_run !== "true") held.invoice = { ...ISSUED, version: held.invoice.version + 1 };
      return ISSUED;
    },
  });
  return { ...server, held };
}

function saved({ title, note, payment_terms_days }: InvoiceInput): Partial<Invoice> {
  return { title, note, payment_terms_days };
}

const open = (invoice: Invoice) => renderPage(`/fakturor/${invoice.id}`);

/** In one go: a draft that saves itself between two keys would be saved half-way. */
function rewrite(field: HTMLElement, value: string): void {
  fireEvent.change(field, { target: { value } });
}

test("a draft saves itself and keeps what it invoices of its order", async () => {
  const server = serverOf(DRAFT);
  await open(DRAFT);
  const title = await screen.findByLabelText("Rubrik");
  rewrite(title, "Måla hall");
  await waitFor(() => expect(server.sentTo(REPLACE)).toHaveLength(1));
  const [sent] = server.sentTo(REPLACE);
  const body = sent?.body as InvoiceInput;
  expect(sent?.headers.get("if-match")).toBe('"3"');
  expect(body.title).toBe("Måla hall");
  expect(body.lines.map((line) => line.order_line_id)).toEqual(DRAFT.lines.map((l) => l.order_line_id));
  expect(body.lines[1]?.time_entry_ids).toEqual(DRAFT.lines[1]?.time_entry_ids);
  expect(await screen.findByText(/^Utkast sparat/)).toBeTruthy();
});

test("a new line begins at the company's price, and counts once it is written", async () => {
  const server = serverOf(DRAFT);
  server.on("GET /api/v1/company", () => COMPANY);
  const { user } = await open(DRAFT);
  const sum = async () => (await screen.findByText(/^(Totalt|Att betala)$/)).parentElement?.textContent;
  const before = await sum();
  await waitFor(() => expect(queryClient.getQueryData(["company"])).toBeTruthy());
  await user.click(screen.getByRole("button", { name: "Lägg till rad" }));
  const prices = screen.getAllByLabelText<HTMLInputElement>("À-pris");
  expect(prices).toHaveLength(DRAFT.lines.length + 1);
  expect(prices.at(-1)?.value).toBe("600,00");
  expect(await sum()).toBe(before);
  await user.type(screen.getAllByLabelText("Beskrivning").at(-1) as HTMLElement, "Felsökning");
  expect(await sum()).not.toBe(before);
});

test("the review shows what will be; a double click issues once; then it can be sent", async () => {
  const server = serverOf(DRAFT);
  const { user } = await open(DRAFT);
  await user.click(await screen.findByRole("button", { name: "Granska och utfärda" }));
  const review = await screen.findByRole("dialog", { name: "Granska innan du utfärdar" });
  expect(await within(review).findByText("1042")).toBeTruthy();
  expect(within(review).getByText("10421")).toBeTruthy();
  expect(within(review).getByText("2026-12-28")).toBeTruthy();
  expect(server.sentTo(ISSUE).map(({ query }) => query)).toEqual([{ dry_run: "true" }]);

  await user.dblClick(within(review).getByRole("button", { name: "Utfärda fakturan" }));
  expect(await screen.findByRole("dialog", { name: "Skicka faktura 1042" })).toBeTruthy();
  expect(screen.getByText("Faktura 1042 är utfärdad. Nu kan den skickas.")).toBeTruthy();
  const real = server.sentTo(ISSUE).filter(({ query }) => query.dry_run === undefined);
  expect(new Set(real.map(({ headers }) => headers.get("idempotency-key"))).size).toBe(1);
  expect(real[0]?.headers.get("idempotency-key")).toBeTruthy();
});

test("an answer lost on the way is asked for again with the same key", async () => {
  const server = serverOf(DRAFT);
  const { user } = await open(DRAFT);
  await user.click(await screen.findByRole("button", { name: "Granska och utfärda" }));
  const issue = await screen.findByRole("button", { name: "Utfärda fakturan" });
  server.on(ISSUE, cut);
  await user.click(issue);
  expect(await screen.findByText(/Ingen kontakt med tjänsten/)).toBeTruthy();
  server.on(ISSUE, () => {
    server.held.invoice = ISSUED;
    return ISSUED;
  });
  await user.click(issue);
  expect(await screen.findByRole("dialog", { name: "Skicka faktura 1042" })).toBeTruthy();
  const keys = server
    .sentTo(ISSUE)
    .slice(1)
    .map(({ headers }) => headers.get("idempotency-key"));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test("what is missing is named with the way to it, and nothing is issued", async () => {
  const server = serverOf(DRAFT);
  server.on(ISSUE, () =>
    refuse(409, "incomplete", [
      { pointer: "/company/vat_number", code: "required" },
      { pointer: "/customer/address", code: "required" },
    ]),
  );
  const { user } = await open(DRAFT);
  await user.click(await screen.findByRole("button", { name: "Granska och utfärda" }));
  expect(await screen.findByText(/momsregistreringsnummer/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Fyll i under Företag" }).getAttribute("href")).toBe("/foretag");
  expect(screen.getByRole("link", { name: "Fyll i hos kunden" }).getAttribute("href")).toBe(
    `/kunder/${DRAFT.customer_id}`,
  );
  expect(screen.queryByRole("button", { name: "Utfärda fakturan" })).toBeNull();
});

test("what a tax deduction lacks is named for each person, and leads to the customer", async () => {
  const server = serverOf(DRAFT);
  server.on(ISSUE, () =>
    refuse(409, "incomplete", [
      { pointer: "/deduction/members/1/unrelated", code: "required" },
      { pointer: "/deduction/work_type", code: "required" },
      { pointer: "/company/f_tax", code: "required" },
    ]),
  );
  const { user } = await open(DRAFT);
  await user.click(await screen.findByRole("button", { name: "Granska och utfärda" }));
  expect(await screen.findByText(/Att person 2 i hushållet inte är närstående/)).toBeTruthy();
  expect(screen.getByText(/arbetsrad av ett slag som ger skattereduktion/)).toBeTruthy();
  expect(screen.getByText(/godkänt för F-skatt/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Fyll i hos kunden" }).getAttribute("href")).toBe(
    `/kunder/${DRAFT.customer_id}`,
  );
  expect(screen.getByRole("button", { name: "Till raderna" })).toBeTruthy();
});

test("when two write, both texts are shown and the chosen one is saved over the newer version", async () => {
  const server = serverOf(DRAFT);
  const { user } = await open(DRAFT);
  const title = await screen.findByLabelText("Rubrik");
  const theirs = anInvoice({ title: "Måla kök", version: 7 });
  server.held.invoice = theirs;
  server.on(REPLACE, ({ headers, body }) => {
    if (headers.get("if-match") !== '"7"') return refuse(412, "stale");
    server.held.invoice = { ...theirs, title: body.title, version: 8 };
    return server.held.invoice;
  });
  rewrite(title, "Måla hall");
  const dialog = await screen.findByRole("dialog", { name: "Någon annan har ändrat under tiden" });
  expect(within(dialog).getByText("Måla hall")).toBeTruthy();
  expect(within(dialog).getByText("Måla kök")).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Behåll mina ändringar" }));
  await waitFor(() => expect(server.held.invoice.title).toBe("Måla hall"));
});

test("what somebody else has saved is shown while nothing is being written here", async () => {
  const server = serverOf(DRAFT);
  await open(DRAFT);
  const title = await screen.findByLabelText<HTMLInputElement>("Rubrik");
  server.held.invoice = anInvoice({ title: "Måla kök", version: 7 });
  await queryClient.invalidateQueries({ queryKey: ["invoices", DRAFT.id] });
  await waitFor(() => expect(title.value).toBe("Måla kök"));
  expect(server.sentTo(REPLACE)).toHaveLength(0);
});

test("a cut connection keeps the text and saves it when it is back", async () => {
  const server = serverOf(DRAFT);
  const { user } = await open(DRAFT);
  const title = await screen.findByLabelText<HTMLInputElement>("Rubrik");
  server.on(REPLACE, cut);
  rewrite(title, "Måla hall");
  const alert = (await screen.findByText(/Ingen kontakt med tjänsten/)).closest<HTMLElement>("[role=alert]");
  expect(title.value).toBe("Måla hall");
  server.on(REPLACE, ({ body }) => ({ ...DRAFT, title: body.title, version: 4 }));
  await user.click(within(alert as HTMLElement).getByRole("button", { name: "Försök igen" }));
  expect(await screen.findByText(/^Utkast sparat/)).toBeTruthy();
  expect(server.sentTo(REPLACE).at(-1)?.body).toMatchObject({ title: "Måla hall" });
});

test("an overpayment is refused in words and the typed amount stays", async () => {
  const server = serverOf(ISSUED);
  server.on(PAY, () =>
    refuse(409, "overpayment", [{ pointer: "/amount_ore", code: "too_large", params: { max: 850_000 } }]),
  );
  const { user } = await open(ISSUED);
  await user.click(await screen.findByRole("button", { name: "Registrera betalning" }));
  const dialog = await screen.findByRole("dialog", { name: "Betalning av faktura 1042" });
  const amount = within(dialog).getByLabelText<HTMLInputElement>("Belopp");
  await waitFor(() => expect(amount.value.replace(/\s/g, "")).toBe("8500,00"));
  await user.clear(amount);
  await user.type(amount, "9 000,50");
  await user.click(within(dialog).getByRole("button", { name: "Registrera betalning" }));
  expect(await within(dialog).findByText(/Skriv högst 8.500,00.kr/)).toBeTruthy();
  expect(amount.value.replace(/\s/g, "")).toBe("9000,50");
  expect(server.sentTo(PAY)[0]?.body).toMatchObject({ amount_ore: 900_050, method: "bankgiro" });

  server.on(PAY, ({ body }) => {
    server.held.invoice = { ...ISSUED, version: 5, paid_ore: body.amount_ore, status: "partly_paid" };
    return server.held.invoice;
  });
  await user.clear(amount);
  await user.type(amount, "1000,5");
  await user.click(within(dialog).getByRole("button", { name: "Registrera betalning" }));
  expect(await screen.findByText("Delbetald")).toBeTruthy();
  expect(server.sentTo(PAY)[1]?.body).toMatchObject({ amount_ore: 100_050 });
});

test("a payment can cover a fee and another invoice, and what is left over is kept when that is meant", async () => {
  const server = serverOf(ISSUED);
  const other = {
    ...ISSUED,
    id: "019a0000-0000-7000-8000-0000000000f9",
    number: 1043,
    remaining_ore: 100_000,
  };
  server.on("GET /api/v1/invoices", () => ({ items: [other], next: null, total: null }) as never);
  const { user } = await open(ISSUED);
  await user.click(await screen.findByRole("button", { name: "Registrera betalning" }));
  const dialog = await screen.findByRole("dialog", { name: "Betalning av faktura 1042" });
  await user.click(within(dialog).getByRole("button", { name: /^Bankavgift, fler fakturor/ }));
  const type = async (label: string | RegExp, text: string) => {
    const field = await within(dialog).findByLabelText<HTMLInputElement>(label);
    await user.clear(field);
    await user.type(field, text);
  };
  await type("Bankavgift", "25");
  await type(/^Faktura 1043/, "1000");
  await type("Belopp", "9525");
  expect(within(dialog).getByText(/50,00.kr över blir kundens/)).toBeTruthy();
  server.on(PAY, () => ({ ...ISSUED, version: 5, status: "paid", remaining_ore: 0 }));
  await user.click(within(dialog).getByRole("button", { name: "Registrera betalning" }));
  await waitFor(() => expect(server.sentTo(PAY)).toHaveLength(1));
  expect(server.sentTo(PAY)[0]?.body).toMatchObject({
    amount_ore: 952_500,
    fee_ore: 2_500,
    parts: [
      { invoice_id: ISSUED.id, amount_ore: 850_000 },
      { invoice_id: other.id, amount_ore: 100_000 },
    ],
  });
});

test("a credit note that is left over is set off, and only the rest is paid", async () => {
  const server = serverOf(ISSUED);
  const note = {
    ...ISSUED,
    id: "019a0000-0000-7000-8000-0000000000fa",
    kind: "credit_note",
    number: 1044,
    remaining_ore: -200_000,
  };
  server.on("GET /api/v1/invoices", () => ({ items: [note], next: null, total: null }) as never);
  const { user } = await open(ISSUED);
  await user.click(await screen.findByRole("button", { name: "Registrera betalning" }));
  const dialog = await screen.findByRole("dialog", { name: "Betalning av faktura 1042" });
  await user.click(within(dialog).getByRole("button", { name: /^Bankavgift, fler fakturor/ }));
  await user.click(await within(dialog).findByLabelText(/^Räkna av kreditfaktura 1044: 2.000,00.kr/));
  expect(within(dialog).getByLabelText<HTMLInputElement>("Belopp").value).toMatch(/^6.500,00/);
  server.on(PAY, () => ({ ...ISSUED, version: 5, status: "paid", remaining_ore: 0 }));
  await user.click(within(dialog).getByRole("button", { name: "Registrera betalning" }));
  await waitFor(() => expect(server.sentTo(PAY)).toHaveLength(1));
  expect(server.sentTo(PAY)[0]?.body).toMatchObject({
    amount_ore: 650_000,
    parts: [
      { invoice_id: ISSUED.id, amount_ore: 850_000 },
      { invoice_id: note.id, amount_ore: -200_000 },
    ],
  });
});

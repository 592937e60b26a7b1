/** Does the page say why an invoice can't be an e-invoice, and does it send those that can? */
import { screen, waitFor, within } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { renderPage } from "@/testing/render-page.tsx";
import type { Check } from "./e-invoice-queries.ts";
import { aCheck, anInvoice, anIssued } from "./examples.ts";
import type { Invoice } from "./queries.ts";

const SEND = "POST /api/v1/invoices/{invoice_id}/send";

beforeAll(async () => {
  await Promise.all([import("@/app/shell.tsx"), import("./invoice-page.tsx")]);
}, 60_000);

async function load(invoice: Invoice, check: Check) {
  const held = { invoice };
  const server = mockApi({
    "GET /api/v1/invoices/{invoice_id}": () => held.invoice,
    "GET /api/v1/invoices/{invoice_id}/check": () => check,
    "GET /api/v1/invoices/{invoice_id}/pdf": () => refuse(503, "unavailable") as never,
    "GET /api/v1/customers": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/customers/{customer_id}": () => refuse(404, "not_found"),
    "GET /api/v1/customers/{customer_id}/work-sites": () => refuse(404, "not_found"),
    "GET /api/v1/reminders": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/vouchers": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/invoices/{invoice_id}/link": () => refuse(404, "not_found"),
    "GET /api/v1/customers/{customer_id}/balance": () => ({ balance_ore: 0 }),
    "GET /api/v1/company": () => refuse(403, "forbidden"),
    "GET /api/v1/articles": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/orders/{order_id}": () => refuse(404, "not_found"),
    [SEND]: () => {
      const way = {
        id: "019a0000-0000-7000-8000-000000000ee1",
        receiver: "0007:5560160680",
        state: "queued" as const,
        reason: null,
        message_id: null,
        attempts: 0,
        queued_at: "2026-11-28T10:00:00Z",
        delivered_at: null,
      };
      held.invoice = { ...held.invoice, version: held.invoice.version + 1, e_invoices: [way] };
      return held.invoice;
    },
  });
  return { ...server, ...(await renderPage(`/fakturor/${invoice.id}`)) };
}

async function open(invoice: Invoice, check: Check) {
  const page = await load(invoice, check);
  return { ...page, panel: await screen.findByRole("region", { name: "E-faktura" }) };
}

test("each hinder of a draft leads to where it is mended", async () => {
  const { panel, user } = await open(
    anInvoice(),
    aCheck({
      receiver: null,
      e_invoice: [
        { hinder: "buyer_peppol_id", pointer: "/customer/billing/peppol_id" },
        { hinder: "seller_vat_number", pointer: "/company/vat_number" },
        { hinder: "reference", pointer: "/their_reference" },
      ],
    }),
  );
  const lines = await within(panel).findAllByRole("listitem");
  expect(lines.map((line) => line.textContent)).toEqual([
    "Kunden har inget Peppol-id. Fyll i hos kunden",
    "Ert momsregistreringsnummer saknas eller är fel. Fyll i under Företag",
    "Er referens saknas, och kunden har inget ordernummer. Till fältet",
  ]);
  const customer = within(panel).getByRole("link", { name: "Fyll i hos kunden" });
  expect(customer.getAttribute("href")).toBe(`/kunder/${anInvoice().customer_id}`);
  expect(within(panel).queryByRole("button", { name: "Ladda ner e-faktura" })).toBeNull();
  await user.click(within(panel).getByRole("button", { name: "Till fältet" }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Er referens")));
});

test("an issued invoice can be mended only in where it goes", async () => {
  const { panel } = await open(
    anIssued(),
    aCheck({
      receiver: null,
      e_invoice: [
        { hinder: "buyer_peppol_id", pointer: "/customer/billing/peppol_id" },
        { hinder: "reference", pointer: "/their_reference" },
      ],
    }),
  );
  const lines = await within(panel).findAllByRole("listitem");
  expect(lines[0]?.textContent).toContain("Fyll i hos kunden");
  expect(lines[1]?.textContent).toContain("Fakturan är utfärdad: kreditera den och gör en ny.");
  expect(within(panel).queryByRole("button", { name: "Skicka e-faktura" })).toBeNull();
});

test("what is ready is reviewed, sent once, and seen on its way", async () => {
  const { panel, user, sentTo } = await open(anIssued(), aCheck());
  expect(await within(panel).findByText("Klar som e-faktura till 0007:5560160680.")).toBeTruthy();
  await user.click(within(panel).getByRole("button", { name: "Skicka e-faktura" }));
  const review = await screen.findByRole("dialog", { name: "Skicka faktura 1042 som e-faktura" });
  await user.dblClick(within(review).getByRole("button", { name: "Skicka e-fakturan" }));
  expect(await within(panel).findByText("Skickas")).toBeTruthy();
  expect(sentTo(SEND).map(({ body }) => body)).toEqual([
    { channel: "e_invoice", recipient: "", message: "" },
  ]);
});

test("where none are sent, the file is for the office to hand over", async () => {
  const { panel } = await open(anIssued(), aCheck({ can_send: false }));
  expect(await within(panel).findByRole("button", { name: "Ladda ner e-faktura" })).toBeTruthy();
  expect(within(panel).queryByRole("button", { name: "Skicka e-faktura" })).toBeNull();
  expect(within(panel).getByText(/^E-fakturor skickas inte härifrån/)).toBeTruthy();
});

test("a private person's invoice says nothing of e-invoices", async () => {
  const { sentTo } = await load(
    anInvoice(),
    aCheck({ receiver: null, e_invoice: [{ hinder: "buyer_is_private", pointer: "/customer/kind" }] }),
  );
  await waitFor(() => expect(sentTo("GET /api/v1/invoices/{invoice_id}/check")).not.toHaveLength(0));
  await waitFor(() => expect(screen.getByRole("heading", { level: 1 })).toBeTruthy());
  expect(screen.queryByRole("region", { name: "E-faktura" })).toBeNull();
});

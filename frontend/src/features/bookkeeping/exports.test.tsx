/** Is what would be handed over seen before it is, and is it handed over once? */
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Schema } from "@/api/client.ts";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";
import type { VoucherExport } from "./queries.ts";

const MAKE = "POST /api/v1/voucher-exports";
const accountant = somebody({
  permissions: ["bookkeeping_read", "bookkeeping_export", "documents_export", "self"],
});
const export_: VoucherExport = {
  id: "0197a000-0000-7000-8000-000000000001",
  fiscal_year_id: "0197a000-0000-7000-8000-000000000002",
  from: "2026-01-01",
  through: "2026-10-31",
  voucher_count: 12,
  first_number: 1,
  last_number: 12,
  debit_ore: 1_234_500,
  created_at: "2026-11-03T08:00:00Z",
};

/** Vouchers that wait; what they are made of is nothing that is asked here. */
const waiting = (count: number) => ({
  items: Array.from({ length: count }, () => ({})) as Schema<"Voucher">[],
  next: null,
  total: count,
});

test("the accountant sees what is next, and takes it over", async () => {
  const held: { items: VoucherExport[] } = { items: [] };
  const server = mockApi({
    "GET /api/v1/voucher-exports": () => held,
    "GET /api/v1/vouchers": () => waiting(held.items.length === 0 ? 12 : 0),
    [MAKE]: ({ query }: { query: { dry_run?: string } }) => {
      if (query.dry_run !== "true") held.items = [export_];
      return export_;
    },
    "GET /api/v1/voucher-exports/{voucher_export_id}/file": () => "#FLAGGA 0" as never,
  });
  const { user } = await renderPage("/bokforing?tab=export", { me: accountant });
  await screen.findByText(/12 verifikationer från 2026-01-01 till och med 2026-10-31/);
  expect(screen.getByText("Ingenting är lämnat än.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Lämna och ladda ner" }));
  await screen.findByRole("button", { name: "Ladda ner SIE-filen för 2026-01-01 till 2026-10-31" });
  const real = server.sentTo(MAKE).filter(({ query }) => query.dry_run === undefined);
  expect(real).toHaveLength(1);
  await waitFor(() =>
    expect(server.sentTo("GET /api/v1/voucher-exports/{voucher_export_id}/file")).toHaveLength(1),
  );
});

test("what can't be handed over says why", async () => {
  mockApi({
    "GET /api/v1/voucher-exports": () => ({ items: [] }),
    "GET /api/v1/vouchers": () => waiting(1),
    [MAKE]: () => refuse(409, "nothing_to_export"),
  });
  await renderPage("/bokforing?tab=export", { me: accountant });
  await screen.findByText(/inga verifikationer att lämna/);
  const button = screen.getByRole("button", { name: "Lämna och ladda ner" }) as HTMLButtonElement;
  expect(button.disabled).toBe(true);
});

test("without vouchers the page says where they come from, and asks for no file", async () => {
  const server = mockApi({
    "GET /api/v1/voucher-exports": () => ({ items: [] }),
    "GET /api/v1/vouchers": () => waiting(0),
  });
  await renderPage("/bokforing?tab=export", { me: accountant });
  await screen.findByText("Inga verifikationer att lämna");
  expect(screen.getByRole("link", { name: "Till fakturorna" })).toBeTruthy();
  expect(server.sentTo(MAKE)).toHaveLength(0);
});

/** Is a package looked at before it comes in, and a refusal said at its place? */
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { CUSTOMER } from "@/testing/parties.ts";
import { renderPage } from "@/testing/render-page.tsx";
import type { PackageImport } from "./package-queries.ts";
import type { Customer } from "./queries.ts";

const BRING = "POST /api/v1/privacy-packages";
const ID = "0197a000-0000-7000-8000-000000000001";
const none = { items: [], next: null, total: 0 };
const address = { street: "Ekvägen 1", street2: "", postal_code: "903 26", city: "Umeå", country: "SE" };
const customer: Customer = {
  ...CUSTOMER,
  id: ID,
  version: 1,
  number: 1001,
  kind: "private",
  name: "Siv Ek",
  organisation_number: "",
  vat_number: "",
  email: "siv@kund.example",
  phone: "",
  address,
  language: "sv",
  payment_terms_days: null,
  reference: "",
  note: "",
  actions: ["replace", "archive"],
};
const brought: PackageImport = {
  sender: "Norrbygg AB",
  customers: [
    {
      customer,
      work_sites: [],
      people: [],
    },
  ],
  tables: [
    { name: "customer", title: "Kunduppgifter", taken: 1, left: 0, ground: null, ground_text: null },
    {
      name: "invoice",
      title: "Fakturor",
      taken: 0,
      left: 2,
      ground: "record_of_sender",
      ground_text: "Avsändarens egna handlingar.",
    },
  ],
  files_left: 2,
  missing: 0,
};

async function open(answer: () => PackageImport | ReturnType<typeof refuse>) {
  const api = mockApi({
    "GET /api/v1/customers": () => none,
    "GET /api/v1/saved-views": () => ({ items: [] }),
    "GET /api/v1/company": () => ({ payment_terms_days: 30 }) as never,
    "GET /api/v1/customers/{customer_id}": () => customer,
    "GET /api/v1/customers/{customer_id}/work-sites": () => none,
    "GET /api/v1/customers/{customer_id}/household": () => ({ customer_id: ID, version: 0, members: [] }),
    "GET /api/v1/offers": () => none,
    "GET /api/v1/orders": () => none,
    "GET /api/v1/invoices": () => none,
    [BRING]: answer,
  });
  const { user, address: at } = await renderPage("/kunder");
  await user.click(screen.getByRole("button", { name: "Ta emot paket" }));
  const dialog = await screen.findByRole("dialog");
  const file = new File(["PK"], "Dataportabilitet.zip", { type: "application/zip" });
  const field = dialog.querySelector<HTMLInputElement>("input[type=file]");
  if (!field) throw new Error("no field for the file");
  await user.upload(field, file);
  return { api, user, dialog, at };
}

test("what comes in and what doesn't is shown before anything is kept", async () => {
  const { api, user, dialog } = await open(() => brought);
  await within(dialog).findByText("Siv Ek");
  expect(dialog.textContent).toContain("Från Norrbygg AB");
  expect(dialog.textContent).toContain("Fakturor, 2 st. Avsändarens egna handlingar.");
  expect(dialog.textContent).not.toContain("Kunduppgifter");
  expect(api.sentTo(BRING).map(({ query }) => query)).toEqual([{ dry_run: "true" }]);
  await user.click(within(dialog).getByRole("button", { name: "Lägg upp kunden" }));
  await screen.findByText("Siv Ek är upplagd som kund.");
  expect(api.sentTo(BRING)[1]?.query).toEqual({});
});

test("each fault is said at its place, and who is here already by number", async () => {
  const { dialog } = await open(() =>
    refuse(422, "invalid_fields", [
      { pointer: "/content/tables/customer/0/email", code: "duplicate", params: { customer_number: 1007 } },
      { pointer: "/content/tables/work_site/1/postal_code", code: "invalid", params: {} },
    ]),
  );
  const alert = await within(dialog).findByRole("alert");
  expect(alert.textContent).toContain("Kund 1, e-post: Finns redan här, som kund 1007.");
  expect(alert.textContent).toContain("Arbetsplats 2, postnummer: ");
  expect(alert.textContent).toContain("Inget är sparat.");
});

test("a file that is no package says what to do", async () => {
  const { dialog } = await open(() =>
    refuse(422, "invalid_fields", [{ pointer: "/content", code: "file_unknown", params: {} }]),
  );
  const alert = await within(dialog).findByRole("alert");
  expect(alert.textContent).toContain("Dataportabilitet.zip går inte att ta emot");
  expect(alert.textContent).toContain("Ta emot ZIP-filen som den är");
});

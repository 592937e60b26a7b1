/** Can a customer without an account read and answer an offer, and does the link's secret stay where it belongs? */
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { renderPage } from "@/testing/render-page.tsx";
import type { PublicOffer } from "./queries.ts";
import { offerOf } from "./samples.ts";

const TOKEN = "AZq6BtAAcACAAAcAAAAAAAGilZVM5nL2j3H3R5";
const READ = "GET /api/v1/public/offers/{token}";
const ACCEPT = "POST /api/v1/public/offers/{token}/accept";
const DECLINE = "POST /api/v1/public/offers/{token}/decline";

function publicOffer(part: Partial<PublicOffer> = {}): PublicOffer {
  const { lines, totals } = offerOf();
  return {
    number: 1043,
    title: "Måla om",
    intro: "",
    terms: "Garanti i två år.",
    status: "sent",
    actions: ["accept", "decline"],
    company: {
      name: "Lindqvist Bygg",
      phone: "090-12 34 56",
      email: "",
      logo: null,
      organisation_number: "",
      slug: "bygg",
    },
    customer_name: "Anna Bergström",
    work_site: null,
    valid_until: "2026-12-28",
    prices_include_vat: true,
    lines,
    totals,
    decided_at: null,
    decided_by: null,
    language: "sv",
    ...part,
  };
}

const open = () => renderPage(`/o#${TOKEN}`);

test("the offer is read in its own language, and the secret stands in no title", async () => {
  const server = mockApi({ [READ]: () => publicOffer({ language: "en" }) });
  await open();
  expect(await screen.findByRole("heading", { level: 1, name: "Måla om" })).toBeTruthy();
  expect(screen.getByText("Valid until 28 December 2026")).toBeTruthy();
  expect(document.documentElement.lang).toBe("en");
  expect(screen.getByText("Garanti i två år.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "090-12 34 56" }).getAttribute("href")).toBe("tel:090123456");
  await waitFor(() => expect(document.title).toBe("Offer 1043 · Lindqvist Bygg"));
  expect(server.sent.map(({ route }) => route)).toEqual([READ]);
  expect(document.body.innerHTML).not.toContain(TOKEN);
});

test("a yes needs a name, says what it means, and leads to what came of it", async () => {
  const accepted = publicOffer({
    status: "accepted",
    actions: [],
    decided_by: "Anna Bergström",
    decided_at: "2026-11-28T10:00:00Z",
  });
  const server = mockApi({ [READ]: () => publicOffer(), [ACCEPT]: () => accepted });
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "Acceptera offerten" }));
  expect(screen.getByText(/beställer du arbetet ovan av Lindqvist Bygg för 6\s578,20\skr/)).toBeTruthy();
  const yes = screen.getByRole("button", { name: "Ja, jag accepterar" });
  await user.click(yes);
  expect(screen.getByText("Fyll i fältet.")).toBeTruthy();
  expect(server.sentTo(ACCEPT)).toHaveLength(0);
  fireEvent.change(screen.getByLabelText(/Ditt namn/), { target: { value: " Anna Bergström " } });
  await user.dblClick(yes);
  expect(await screen.findByText("Offerten är accepterad")).toBeTruthy();
  expect(server.sentTo(ACCEPT).map(({ body }) => body)).toEqual([{ name: "Anna Bergström" }]);
  expect(document.activeElement?.textContent).toContain("Anna Bergström accepterade 2026-11-28 11:00");
});

test("a no may carry a reason", async () => {
  const declined = publicOffer({ status: "declined", actions: [], decided_at: "2026-11-28T10:00:00Z" });
  const server = mockApi({ [READ]: () => publicOffer(), [DECLINE]: () => declined });
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "Avböj" }));
  fireEvent.change(screen.getByLabelText("Varför passar den inte?"), { target: { value: "För dyrt" } });
  await user.click(screen.getByRole("button", { name: "Avböj offerten" }));
  expect(await screen.findByText("Offerten är avböjd")).toBeTruthy();
  expect(server.sentTo(DECLINE).map(({ body }) => body)).toEqual([{ reason: "För dyrt" }]);
});

test("an offer that expired while it was read says so", async () => {
  const server = mockApi({ [READ]: () => publicOffer(), [ACCEPT]: () => refuse(410, "link_expired") });
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "Acceptera offerten" }));
  fireEvent.change(screen.getByLabelText(/Ditt namn/), { target: { value: "Anna" } });
  server.on(READ, () => publicOffer({ status: "expired", actions: [] }));
  await user.click(screen.getByRole("button", { name: "Ja, jag accepterar" }));
  expect(await screen.findByText("Offerten har gått ut")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Acceptera offerten" })).toBeNull();
});

test("a wrong link is explained, and so is one without its secret", async () => {
  mockApi({ [READ]: () => refuse(404, "link_invalid") });
  await open();
  expect(await screen.findByRole("heading", { name: "Länken går inte att öppna" })).toBeTruthy();
  const { container } = await renderPage("/o");
  await waitFor(() => expect(container.textContent).toContain("Länken går inte att öppna"));
});

/** Is an offer written and sent without losing or doubling anything, whatever happens to the network and in other tabs? */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { cut, mockApi, refuse } from "@/testing/mock-api.ts";
import { COMPANY, CUSTOMER } from "@/testing/parties.ts";
import { renderPage } from "@/testing/render-page.tsx";
import type { Offer, OfferInput } from "./queries.ts";
import { offerOf } from "./samples.ts";

const REPLACE = "PUT /api/v1/offers/{offer_id}";
const SEND = "POST /api/v1/offers/{offer_id}/send";

function saved(before: Offer, input: OfferInput): Offer {
  const lines = input.lines.map((line, place) => ({
    ...line,
    id: `019a0000-0000-7000-8000-0000000001${before.version}${place}`,
    article_id: null,
    work_type: line.work_type ?? null,
    amount_ore: 0,
  }));
  return {
    ...before,
    ...input,
    work_site_id: input.work_site_id ?? null,
    deduction: input.deduction ?? "none",
    lines,
    version: before.version + 1,
  };
}

/** A server that has this offer and all that its page asks for beside it. */
function serverOf(first: Offer) {
  const held = { offer: first };
  const replace = ({ body, headers }: { body: OfferInput; headers: Headers }) => {
    if (headers.get("if-match") !== `"${held.offer.version}"`) return refuse(412, "stale");
    held.offer = saved(held.offer, body);
    return held.offer;
  };
  const server = mockApi({
    "GET /api/v1/offers/{offer_id}": () => held.offer,
    "GET /api/v1/offers/{offer_id}/pdf": () => refuse(503, "unavailable"),
    "GET /api/v1/customers": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/customers/{customer_id}": () => CUSTOMER,
    "GET /api/v1/customers/{customer_id}/work-sites": () => ({ items: [], next: null, total: null }),
    "GET /api/v1/company": () => COMPANY,
    [REPLACE]: replace,
    [SEND]: () => {
      held.offer = { ...held.offer, status: "sent", actions: ["withdraw"], version: held.offer.version + 1 };
      return held.offer;
    },
  });
  return { ...server, held, replace };
}

/** Puts a whole text into a field at once, as pasting does. */
const write = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const open = (offer: Offer) => renderPage(`/offerter/${offer.id}`);
const titles = (server: ReturnType<typeof serverOf>) =>
  server.sentTo(REPLACE).map(({ body }) => (body as OfferInput).title);

test("what is typed is saved by itself, on the version that was read", async () => {
  const server = serverOf(offerOf());
  await open(server.held.offer);
  write(await screen.findByLabelText("Rubrik"), "Måla om igen");
  expect(await screen.findByText(/Utkast sparat/)).toBeTruthy();
  const [sent] = server.sentTo(REPLACE);
  expect(sent?.headers.get("if-match")).toBe('"1"');
  expect(titles(server)).toEqual(["Måla om igen"]);
});

test("two tabs: both texts are shown, and mine is saved on top of what I did not touch", async () => {
  const server = serverOf(offerOf());
  const { user } = await open(server.held.offer);
  const title = await screen.findByLabelText("Rubrik");
  server.held.offer = offerOf({ version: 2, title: "Deras rubrik", intro: "Deras inledning" });
  write(title, "Min rubrik");
  const dialog = await screen.findByRole("dialog", { name: "Någon annan har ändrat under tiden" });
  const row = within(dialog).getByRole("row", { name: /Rubrik/ });
  expect(within(row).getByText("Min rubrik")).toBeTruthy();
  expect(within(row).getByText("Deras rubrik")).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Behåll mina ändringar" }));
  await waitFor(() => expect(server.held.offer.version).toBe(3));
  expect(server.held.offer).toMatchObject({ title: "Min rubrik", intro: "Deras inledning" });
});

test("two tabs: theirs can be taken instead, and the dialog can wait without losing text", async () => {
  const server = serverOf(offerOf());
  const { user } = await open(server.held.offer);
  const title = await screen.findByLabelText("Rubrik");
  server.held.offer = offerOf({ version: 2, title: "Deras rubrik" });
  write(title, "Måla om igen");
  await screen.findByRole("dialog", { name: "Någon annan har ändrat under tiden" });
  await user.keyboard("{Escape}");
  expect((title as HTMLInputElement).value).toBe("Måla om igen");
  await user.click(await screen.findByRole("button", { name: "Jämför" }));
  await user.click(await screen.findByRole("button", { name: "Använd det sparade" }));
  expect((title as HTMLInputElement).value).toBe("Deras rubrik");
  expect(server.held.offer.version).toBe(2);
});

test("an own save whose answer was lost is no conflict", async () => {
  const server = serverOf(offerOf());
  await open(server.held.offer);
  server.on(REPLACE, (asked) => {
    server.replace(asked);
    server.on(REPLACE, server.replace);
    return cut();
  });
  write(await screen.findByLabelText("Rubrik"), "Måla om igen");
  expect(await screen.findByText(/Ingen kontakt med tjänsten/)).toBeTruthy();
  write(screen.getByLabelText("Rubrik"), "Måla om igen!");
  await waitFor(() => expect(server.held.offer.title).toBe("Måla om igen!"));
  expect(screen.queryByRole("dialog")).toBeNull();
  await waitFor(() => expect(screen.queryByText(/Ingen kontakt/)).toBeNull());
});

test("without contact the text stays, says so, and is saved when the network is back", async () => {
  const server = serverOf(offerOf());
  await open(server.held.offer);
  server.on(REPLACE, cut);
  const title = await screen.findByLabelText("Rubrik");
  write(title, "Måla om igen");
  expect(await screen.findByText(/Texten sparas av sig själv/)).toBeTruthy();
  expect((title as HTMLInputElement).value).toBe("Måla om igen");
  server.on(REPLACE, server.replace);
  window.dispatchEvent(new Event("online"));
  expect(await screen.findByText(/Utkast sparat/)).toBeTruthy();
  expect(server.held.offer.title).toBe("Måla om igen");
});

test("an offer sent elsewhere takes no more text, and the text stays to be copied", async () => {
  const server = serverOf(offerOf());
  const { user } = await open(server.held.offer);
  const title = await screen.findByLabelText("Rubrik");
  server.held.offer = offerOf({ version: 2, status: "sent", actions: ["withdraw"] });
  write(title, "Måla om igen");
  expect(await screen.findByText("Offerten skickades från ett annat fönster")).toBeTruthy();
  expect((title as HTMLInputElement).value).toBe("Måla om igen");
  await user.click(screen.getByRole("button", { name: "Visa den skickade offerten" }));
  expect(await screen.findByRole("button", { name: "Återta" })).toBeTruthy();
});

test("a refused field is named and marked; the mended text is saved", async () => {
  const server = serverOf(offerOf());
  await open(server.held.offer);
  server.on(REPLACE, () =>
    refuse(422, "invalid_fields", [{ pointer: "/lines/1/unit", code: "too_long", params: { max: 12 } }]),
  );
  const unit = (await screen.findAllByLabelText("Enhet"))[1] as HTMLInputElement;
  write(unit, "kvadratmeter!");
  expect(await screen.findByRole("link", { name: "Rad 2, Enhet" })).toBeTruthy();
  await waitFor(() => expect(unit.getAttribute("aria-invalid")).toBe("true"));
  expect(unit.value).toBe("kvadratmeter!");
  server.on(REPLACE, server.replace);
  write(unit, "m²");
  await waitFor(() => expect(server.held.offer.lines[1]?.unit).toBe("m²"));
});

test("a number that can't be read changes no sum and keeps the offer from being sent", async () => {
  const server = serverOf(offerOf());
  const { user } = await open(server.held.offer);
  const [price] = await screen.findAllByLabelText("À-pris");
  if (!price) throw new Error("no price");
  write(price, "12,3,4");
  expect(await screen.findByText("Skriv ett tal, till exempel 1 234,50")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Granska och skicka" }));
  expect(document.activeElement).toBe(price);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("an offer without lines leads to the lines instead of to the customer", async () => {
  const server = serverOf(offerOf({ lines: [] }));
  const { user } = await open(server.held.offer);
  await user.click(await screen.findByRole("button", { name: "Granska och skicka" }));
  expect(await screen.findByText("Lägg till minst en rad innan offerten skickas.")).toBeTruthy();
  expect(document.activeElement?.getAttribute("data-path")).toBe("lines");
});

test("sending saves first; a double click sends once", async () => {
  const server = serverOf(offerOf());
  const { user } = await open(server.held.offer);
  write(await screen.findByLabelText("Rubrik"), "Måla om igen");
  await user.click(screen.getByRole("button", { name: "Granska och skicka" }));
  const review = await screen.findByRole("dialog", { name: "Granska och skicka offerten" });
  expect((within(review).getByLabelText(/Mottagarens e-post/) as HTMLInputElement).value).toBe(
    CUSTOMER.email,
  );
  await user.dblClick(within(review).getByRole("button", { name: "Skicka offerten" }));
  expect(await screen.findByRole("button", { name: "Återta" })).toBeTruthy();
  expect(server.sentTo(SEND)).toHaveLength(1);
  const [sent] = server.sentTo(SEND);
  expect(sent?.headers.get("if-match")).toBe('"2"');
  expect(sent?.body).toEqual({ recipient: CUSTOMER.email, message: "", valid_until: "2026-12-28" });
  expect(titles(server)).toEqual(["Måla om igen"]);
});

test("a letter whose answer was lost is sent again under the same key", async () => {
  const server = serverOf(offerOf());
  const { user } = await open(server.held.offer);
  await user.click(await screen.findByRole("button", { name: "Granska och skicka" }));
  const send = await screen.findByRole("button", { name: "Skicka offerten" });
  server.on(SEND, cut);
  await user.click(send);
  expect(await screen.findByText(/Ingen kontakt med tjänsten/)).toBeTruthy();
  server.on(SEND, () => {
    server.held.offer = { ...server.held.offer, status: "sent", actions: ["withdraw"], version: 2 };
    return server.held.offer;
  });
  await user.click(send);
  expect(await screen.findByRole("button", { name: "Återta" })).toBeTruthy();
  const keys = server.sentTo(SEND).map(({ headers }) => headers.get("idempotency-key"));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

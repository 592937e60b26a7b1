/** How does a test prepare what it isn't about? By the same API as the app, as one of the demo's people. */
import { randomUUID } from "node:crypto";
import { type APIRequestContext, type APIResponse, expect, request } from "@playwright/test";
import { PASSWORD, PEOPLE, type Who } from "./people.ts";

type Answer = Record<string, unknown> & { id: string; version: number };
type Change = { body?: unknown; version?: number };

/** One person's session at the API. */
export class Api {
  private constructor(
    private readonly http: APIRequestContext,
    private readonly token: string,
  ) {}

  /** Logs in; `using` ends it. */
  static async as(who: Who, baseURL: string): Promise<Api> {
    const http = await request.newContext({ baseURL });
    const answer = await http.post("/api/v1/session", {
      data: { email: PEOPLE[who], password: PASSWORD },
      headers: { "x-fk-csrf": "1", origin: baseURL },
    });
    expect(answer.status()).toBe(200);
    const { access_token } = (await answer.json()) as { access_token: string };
    return new Api(http, access_token);
  }

  /** Reads; anything but 2xx fails the test. */
  async get<T = Answer>(path: string): Promise<T> {
    return this.body(await this.http.get(`/api/v1${path}`, { headers: this.headers() }));
  }

  /** Creates or acts. */
  async post<T = Answer>(path: string, change: Change = {}): Promise<T> {
    const answer = await this.http.post(`/api/v1${path}`, {
      data: change.body ?? {},
      headers: this.headers(change.version),
    });
    return this.body(answer);
  }

  /** Replaces. */
  async put<T = Answer>(path: string, change: Change): Promise<T> {
    const answer = await this.http.put(`/api/v1${path}`, {
      data: change.body ?? {},
      headers: this.headers(change.version),
    });
    return this.body(answer);
  }

  /** The session isn't needed any more. */
  async end(): Promise<void> {
    await this.http.dispose();
  }

  private headers(version?: number): Record<string, string> {
    return {
      authorization: `Bearer ${this.token}`,
      "x-fk-csrf": "1",
      "idempotency-key": randomUUID(),
      ...(version === undefined ? {} : { "if-match": `"${version}"` }),
    };
  }

  private async body<T>(answer: APIResponse): Promise<T> {
    if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}

const LINE = {
  kind: "work",
  description: "Målning av hall",
  quantity_milli: 8000,
  unit: "tim",
  unit_price_ore: 55_000,
  discount_bp: 0,
  vat: "25",
};

/** A customer of the demo with an address of mail. */
export async function someCustomer(api: Api): Promise<{ id: string; name: string; email: string }> {
  const { items } = await api.get<{ items: { id: string; name: string; email: string }[] }>(
    "/customers?kind=private&limit=50",
  );
  const customer = items.find(({ email }) => email);
  if (!customer) throw new Error("no customer has an address of mail");
  return customer;
}

/** A draft of an offer with one line. */
export async function offerDraft(api: Api, title: string): Promise<Answer> {
  const customer = await someCustomer(api);
  const body = {
    ...{ customer_id: customer.id, title, intro: "", terms: "", their_reference: "", language: "sv" },
    ...{ valid_until: soon(30), prices_include_vat: true, discount_bp: 0, round_to_krona: true },
    lines: [LINE],
  };
  return api.post("/offers", { body });
}

/** Sends the offer; its mail has the link. */
export async function sendOffer(api: Api, offer: Answer, recipient: string): Promise<Answer> {
  const body = { recipient, message: "", valid_until: offer.valid_until };
  return api.post(`/offers/${offer.id}/send`, { body, version: offer.version });
}

/** A draft of an invoice with one line. */
export async function invoiceDraft(api: Api, title: string): Promise<Answer> {
  const customer = await someCustomer(api);
  const body = {
    ...{ customer_id: customer.id, title, note: "", their_reference: "", our_reference: "", language: "sv" },
    ...{ payment_terms_days: 30, prices_include_vat: true, discount_bp: 0, round_to_krona: true },
    lines: [{ ...LINE, time_entry_ids: [] }],
  };
  return api.post("/invoices", { body });
}

/** A day from today, as text. */
export function soon(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return day.toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
}

/** How is one of many late invoices reminded of? As the reminders' own page does it, and only when it is time. */
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { ProblemError } from "@/api/problem.ts";
import { today } from "@/lib/date.ts";
import type { BulkAct } from "@/ui/use-bulk.ts";
import type { InvoiceItem } from "./queries.ts";

/** Why an invoice isn't reminded of now. */
export type Held = Schema<"ReminderHold"> | "not_late";

/** A refusal that is known before the server is asked. */
function held(hold: Held, day: string | null): ProblemError {
  return new ProblemError({
    code: "reminders_stopped",
    status: 409,
    errors: [{ pointer: `/hold/${hold}/${day ?? ""}`, code: "invalid", params: {} }],
    request_id: null,
  });
}

/** What holds a reminder back, of a refusal of {@link remind}. */
export function holdOf({ errors }: ProblemError): { hold: Held; day: string } | undefined {
  const [, what, hold, day = ""] = errors[0]?.pointer.split("/") ?? [];
  return what === "hold" ? { hold: hold as Held, day } : undefined;
}

/** Takes the next step; by mail, or to be printed where there is no address. */
export const remind: BulkAct<InvoiceItem> = async ({ id }, key) => {
  const late = await answer(
    api.GET("/api/v1/reminders/late", { params: { query: { invoice_id: id, limit: 1 } } }),
  );
  const [row] = late.items;
  if (!row) throw held("not_late", null);
  // An answer may have been lost on the way: nobody is reminded twice in a day.
  if (row.last_reminded_on === today()) return;
  if (row.hold) throw held(row.hold, row.next_from);
  await answer(
    api.POST("/api/v1/invoices/{invoice_id}/remind", {
      params: { path: { invoice_id: id }, header: { ...ifMatch(row.version), ...key } },
      body: { recipient: row.recipient, message: "", waive_costs: false },
    }),
  );
};

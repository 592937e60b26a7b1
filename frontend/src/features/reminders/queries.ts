/** What does the app read and change of late invoices and reminders? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type LateInvoice = Schema<"LateInvoice">;
export type Reminder = Schema<"Reminder">;
export type ReminderSettings = Schema<"ReminderSettings">;
export type ReminderSettingsInput = Schema<"ReminderSettingsInput">;
export type ReferenceRate = Schema<"ReferenceRate">;

/** The late invoices, those that have been late longest first. */
export const lateList = listOptions(["reminders", "late"], (after) =>
  answer(api.GET("/api/v1/reminders/late", { params: { query: { after, total: after === undefined } } })),
);

/** The reminders that went out. */
export const reminderList = listOptions(["reminders", "sent"], (after) =>
  answer(api.GET("/api/v1/reminders", { params: { query: { after, total: after === undefined } } })),
);

/** When and at what cost the company reminds. */
export const settingsQuery = queryOptions({
  queryKey: ["reminders", "settings"],
  queryFn: () => answer(api.GET("/api/v1/reminder-settings")),
});

/** The reference rates. */
export const ratesQuery = queryOptions({
  queryKey: ["reminders", "rates"],
  queryFn: () => answer(api.GET("/api/v1/reference-rates")),
});

function useSpread() {
  const client = useQueryClient();
  return () => {
    client.invalidateQueries({ queryKey: ["reminders"] });
    client.invalidateQueries({ queryKey: ["invoices"] });
    client.invalidateQueries({ queryKey: ["dashboard"] });
  };
}

type Wishes = { message: string; waive_costs: boolean };

function remind(row: LateInvoice, wishes: Wishes, key: { "Idempotency-Key": string }, dry_run?: true) {
  return answer(
    api.POST("/api/v1/invoices/{invoice_id}/remind", {
      params: {
        path: { invoice_id: row.invoice_id },
        header: { ...ifMatch(row.version), ...key },
        query: { dry_run },
      },
      body: { recipient: row.recipient, ...wishes },
    }),
  );
}

/** Reminds of one invoice; the caller spreads the change when all are done. */
export function useRemind() {
  return useCommand(({ row, wishes }: { row: LateInvoice; wishes: Wishes }, key) => remind(row, wishes, key));
}

/** Has everything read again that reminding changes. */
export { useSpread as useReminded };

/** What a reminder would ask for. */
export const rehearsalQuery = (row: LateInvoice, wishes: Wishes) =>
  queryOptions({
    queryKey: ["reminders", "rehearsal", row.invoice_id, row.version, wishes],
    queryFn: () => remind(row, wishes, { "Idempotency-Key": crypto.randomUUID() }, true),
    staleTime: 0,
    retry: false,
  });

/** Stops reminding of an invoice, or begins again. */
export function useStop() {
  const spread = useSpread();
  return useCommand(
    ({ row, stopped, reason }: { row: LateInvoice; stopped: boolean; reason: string }, key) =>
      answer(
        api.POST("/api/v1/invoices/{invoice_id}/reminder-stop", {
          params: { path: { invoice_id: row.invoice_id }, header: { ...ifMatch(row.version), ...key } },
          body: { stopped, reason },
        }),
      ),
    { onSettled: spread },
  );
}

/** Hands invoices to a debt collector; gives the file. */
export function useHandOver() {
  const spread = useSpread();
  return useCommand(
    (invoice_ids: string[], key) =>
      answer(api.POST("/api/v1/reminders/hand-over", { params: { header: key }, body: { invoice_ids } })),
    { onSuccess: spread },
  );
}

/** Begins an invoice of the interest and costs of a customer's late invoices. */
export function useCharge() {
  const spread = useSpread();
  return useCommand(
    (invoice_ids: string[], key) =>
      answer(api.POST("/api/v1/invoices/interest", { params: { header: key }, body: { invoice_ids } })),
    { onSuccess: spread },
  );
}

/** Changes when and at what cost the company reminds. */
export function useReplaceSettings() {
  const client = useQueryClient();
  return useCommand(
    ({ version, body }: { version: number; body: ReminderSettingsInput }) =>
      answer(api.PUT("/api/v1/reminder-settings", { params: { header: ifMatch(version) }, body })),
    {
      onSuccess: (settings) => {
        client.setQueryData(settingsQuery.queryKey, settings);
        client.invalidateQueries({ queryKey: ["reminders", "late"] });
      },
    },
  );
}

/** Writes the reference rate of a half-year. */
export function useReplaceRate() {
  const client = useQueryClient();
  return useCommand(
    ({ starts_on, version, rate_bp }: { starts_on: string; version: number; rate_bp: number }) =>
      answer(
        api.PUT("/api/v1/reference-rates/{starts_on}", {
          params: { path: { starts_on }, header: ifMatch(version) },
          body: { rate_bp },
        }),
      ),
    { onSettled: () => client.invalidateQueries({ queryKey: ["reminders"] }) },
  );
}

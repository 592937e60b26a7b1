/** What do several features read of reminders? */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";

/** The reminders of an invoice, newest first. */
export const remindersOf = (invoice_id: string) =>
  queryOptions({
    queryKey: ["reminders", "of", invoice_id],
    queryFn: () => answer(api.GET("/api/v1/reminders", { params: { query: { invoice_id, limit: 20 } } })),
  });

/** What can be done to many invoices at once, to which of them, and how? */
import { answer, api, ifMatch } from "@/api/client.ts";
import { ProblemError } from "@/api/problem.ts";
import type { BulkAct } from "@/ui/use-bulk.ts";
import { remind } from "./bulk-remind.ts";
import { type InvoiceItem, readInvoice } from "./queries.ts";

/** An action on many; its words are `invoices.bulk.<key>`. */
export type BulkAction = {
  key: "issue" | "send" | "remind";
  /** What one must be allowed to do. */
  needs: "invoices_write";
  fits: (row: InvoiceItem) => boolean;
  /** The figure of a row that it is about. */
  value: (row: InvoiceItem) => number;
  act: BulkAct<InvoiceItem>;
};

/** Nobody to send to: said before the server is asked. */
const noRecipient = () =>
  new ProblemError({
    code: "invalid_fields",
    status: 422,
    errors: [{ pointer: "/recipient", code: "required", params: {} }],
    request_id: null,
  });

const issue: BulkAct<InvoiceItem> = async ({ id }, key) => {
  const invoice = await readInvoice(id);
  // An answer may have been lost on the way: what has its number needs no other.
  if (invoice.status !== "draft") return;
  await answer(
    api.POST("/api/v1/invoices/{invoice_id}/issue", {
      params: { path: { invoice_id: id }, header: { ...ifMatch(invoice.version), ...key } },
      body: {},
    }),
  );
};

const send: BulkAct<InvoiceItem> = async ({ id }, key) => {
  const { version, customer_email: recipient } = await readInvoice(id);
  if (!recipient) throw noRecipient();
  await answer(
    api.POST("/api/v1/invoices/{invoice_id}/send", {
      params: { path: { invoice_id: id }, header: { ...ifMatch(version), ...key } },
      body: { recipient, message: "" },
    }),
  );
};

/** What the customer is asked for. */
const total = ({ total_ore, deducted_ore }: InvoiceItem) => total_ore - deducted_ore;

/** All of them, in the order of the bar. */
export const BULK_ACTIONS: readonly BulkAction[] = [
  {
    key: "issue",
    needs: "invoices_write",
    fits: ({ status }) => status === "draft",
    value: total,
    act: issue,
  },
  {
    key: "send",
    needs: "invoices_write",
    fits: ({ status }) => status !== "draft",
    value: total,
    act: send,
  },
  {
    key: "remind",
    needs: "invoices_write",
    fits: ({ overdue }) => overdue,
    value: ({ remaining_ore }) => remaining_ore,
    act: remind,
  },
];

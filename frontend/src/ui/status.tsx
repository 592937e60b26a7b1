/** In which state is a thing? A word in a colour; the word alone says enough. */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";

type Props =
  | { of: "offer"; status: Schema<"OfferStatus"> }
  | { of: "order"; status: Schema<"OrderStatus"> }
  | { of: "timesheet"; status: Schema<"TimesheetStatus"> }
  | { of: "invoice"; status: Schema<"InvoiceStatus">; overdue?: boolean; kind?: Schema<"InvoiceKind"> }
  | { of: "mail"; status: Schema<"MailProgress"> }
  | { of: "eInvoice"; status: Schema<"EInvoiceProgress"> };

const COLOURS: Record<string, string> = {
  draft: "gray",
  open: "gray",
  withdrawn: "gray",
  cancelled: "gray",
  credited: "gray",
  written_off: "gray",
  sent: "blue",
  issued: "blue",
  submitted: "blue",
  planned: "blue",
  queued: "blue",
  in_progress: "yellow",
  partly_paid: "yellow",
  expired: "orange",
  rejected: "orange",
  delivered: "green",
  accepted: "green",
  approved: "green",
  completed: "green",
  closed: "green",
  paid: "green",
  declined: "red",
  overdue: "red",
  failed: "red",
};

/** The state as a badge. */
export function Status(props: Props) {
  const { t } = useTranslation();
  const status = props.of === "invoice" && props.overdue ? "overdue" : props.status;
  const words = {
    offer: () => t(`common.offerStatus.${props.status as Schema<"OfferStatus">}`),
    order: () => t(`common.orderStatus.${props.status as Schema<"OrderStatus">}`),
    timesheet: () => t(`common.timesheetStatus.${props.status as Schema<"TimesheetStatus">}`),
    invoice: () =>
      props.of === "invoice" &&
      props.kind === "credit_note" &&
      (status === "paid" || status === "partly_paid")
        ? t(`common.creditNoteStatus.${status}`)
        : t(`common.invoiceStatus.${status as Schema<"InvoiceStatus"> | "overdue"}`),
    eInvoice: () => t(`eInvoice.state.${props.status as Schema<"EInvoiceProgress">}`),
    mail: () => t(`common.mailState.${props.status as Schema<"MailProgress">}`),
  };
  const colour = props.of === "mail" && status === "sent" ? "green" : (COLOURS[status] ?? "gray");
  return (
    <Badge variant="light" color={colour} className="status" tt="none" fw={600} radius="xl">
      {words[props.of]()}
    </Badge>
  );
}

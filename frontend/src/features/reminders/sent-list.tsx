/** Which reminders went out, and did they arrive? */
import IconMail from "@tabler/icons-react/dist/esm/icons/IconMail.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Translate } from "@/i18n/index.ts";
import { showOre } from "@/lib/number.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { Status } from "@/ui/status.tsx";
import { type Reminder, reminderList } from "./queries.ts";

function columnsOf(t: Translate): Column<Reminder>[] {
  return [
    {
      key: "day",
      header: t("reminders.day"),
      cell: (row) => row.reminded_on,
      card: "line",
      width: "7rem",
    },
    { key: "customer", header: t("reminders.customer"), cell: (row) => row.customer_name, card: "title" },
    {
      key: "invoice",
      header: t("reminders.invoice"),
      cell: (row) => t("reminders.stepOf", { step: row.step, number: row.invoice_number }),
      card: "line",
      width: "14rem",
    },
    {
      key: "due",
      header: t("reminders.payBy"),
      cell: (row) => row.due_on,
      card: "hidden",
      room: "middle",
      width: "7rem",
    },
    {
      key: "mail",
      header: t("common.mails"),
      cell: (row) => (row.mail ? <Status of="mail" status={row.mail.state} /> : t("reminders.toPrint")),
      card: "corner",
      width: "10rem",
    },
    {
      key: "asked",
      header: t("reminders.asked"),
      cell: (row) => showOre(row.asked_ore),
      numeric: true,
      card: "value",
      width: "8rem",
    },
  ];
}

/** The list of reminders. */
export function SentList() {
  const { t } = useTranslation();
  const rows = useInfiniteQuery(reminderList);
  return (
    <DataTable
      label={t("reminders.tab.sent")}
      rows={rows}
      columns={columnsOf(t)}
      rowKey={(row) => row.id}
      rowLabel={(row) => t("reminders.row", { number: row.invoice_number, customer: row.customer_name })}
      to={(row) => ({ to: "/paminnelser/$reminderId", params: { reminderId: row.id } })}
      empty={
        <Empty
          icon={<IconMail size={32} />}
          title={t("reminders.noneSentTitle")}
          text={t("reminders.noneSentText")}
        />
      }
    />
  );
}

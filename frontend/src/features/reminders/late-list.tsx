/** Which invoices are late? Ticked ones are reminded of together, stopped, or handed to a debt collector. */
import { Badge, Button, Group, Text } from "@mantine/core";
import IconMoodSmile from "@tabler/icons-react/dist/esm/icons/IconMoodSmile.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import type { Translate } from "@/i18n/index.ts";
import { showKr, showOre } from "@/lib/number.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { ChargeDialog } from "./charge-dialog.tsx";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { isReady, mayCharge, mayHandOver, maySend, nextWords } from "./holds.ts";
import { type LateInvoice, lateList } from "./queries.ts";
import classes from "./reminders.module.css";
import { SendDialog } from "./send-dialog.tsx";
import { StopDialog } from "./stop-dialog.tsx";

function columnsOf(t: Translate, phone: boolean): Column<LateInvoice>[] {
  return [
    {
      key: "number",
      header: t("common.number"),
      cell: (row) => row.number,
      card: "line",
      width: "5.5rem",
    },
    { key: "customer", header: t("reminders.customer"), cell: (row) => row.customer_name, card: "title" },
    {
      key: "late",
      header: t("reminders.late"),
      cell: (row) => t("reminders.days", { count: row.days_late }),
      numeric: true,
      card: "line",
      width: "6rem",
    },
    {
      key: "sent",
      header: t("reminders.sentCount"),
      cell: (row) =>
        row.last_reminded_on ? (
          <span className={classes.whole}>
            {t("reminders.sentLast", { number: row.reminders, day: row.last_reminded_on })}
          </span>
        ) : (
          "–"
        ),
      card: "hidden",
      room: "middle",
      width: "13rem",
    },
    {
      key: "next",
      header: t("reminders.next"),
      cell: (row) => (
        <>
          <Badge
            variant="light"
            color={isReady(row) ? "orange" : row.hold === "waiting" ? "blue" : "gray"}
            className="status"
            tt="none"
            fw={600}
            radius="xl"
          >
            {nextWords(t, row)}
          </Badge>
          {row.hold_reason && (
            <Text span display="block" size="xs" c="dimmed" mt={2}>
              {row.hold_reason}
            </Text>
          )}
        </>
      ),
      card: "corner",
      width: phone ? undefined : "15rem",
    },
    {
      key: "interest",
      header: t("reminders.interest"),
      cell: (row) => showOre(row.interest_ore),
      numeric: true,
      card: "hidden",
      room: "full",
      width: "7rem",
    },
    {
      key: "open",
      header: t("reminders.open"),
      cell: (row) => showOre(row.open_ore),
      numeric: true,
      card: "value",
      width: "8rem",
    },
  ];
}

type Doing = "send" | "charge" | "stop" | "resume" | "handOver";

/** The list of late invoices. */
export function LateList() {
  const { t } = useTranslation();
  const may = useMay();
  const phone = usePhone();
  const rows = useInfiniteQuery(lateList);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<{ what: Doing; rows: LateInvoice[] } | null>(null);
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = items.filter((row) => ticked.has(row.invoice_id));
  const ready = items.filter(isReady);
  const writes = may("invoices_write");
  const done = () => {
    setDoing(null);
    setTicked(new Set());
  };
  const buttons: { what: Doing; rows: LateInvoice[] }[] = [
    { what: "send", rows: chosen.filter(maySend) },
    { what: "charge", rows: chosen.filter(mayCharge) },
    { what: "stop", rows: chosen.filter(maySend) },
    { what: "resume", rows: chosen.filter((row) => row.hold === "stopped") },
    { what: "handOver", rows: chosen.filter(mayHandOver) },
  ];
  return (
    <>
      {writes &&
        items.length > 0 &&
        (chosen.length > 0 ? (
          <Group className={classes.selection} role="status">
            <Text fw={650}>{t("common.selected", { count: chosen.length })}</Text>
            <Text size="sm" className="figures">
              {t("reminders.open")}{" "}
              <strong>{showKr(chosen.reduce((sum, row) => sum + row.open_ore, 0))}</strong>
            </Text>
            <Group gap="xs" ml="auto">
              {buttons.map(
                (button) =>
                  button.rows.length > 0 && (
                    <Button
                      key={button.what}
                      size="xs"
                      variant={button.what === "send" ? "filled" : "default"}
                      onClick={() => setDoing(button)}
                    >
                      {t(`reminders.do.${button.what}`, { count: button.rows.length })}
                    </Button>
                  ),
              )}
              <Button variant="subtle" size="xs" onClick={() => setTicked(new Set())}>
                {t("reminders.untick")}
              </Button>
            </Group>
          </Group>
        ) : (
          <Group gap="sm">
            <Text size="sm">{t("reminders.readyCount", { count: ready.length })}</Text>
            {ready.length > 0 && (
              <Button
                size="xs"
                variant="default"
                onClick={() => setTicked(new Set(ready.map((row) => row.invoice_id)))}
              >
                {t("reminders.tickReady")}
              </Button>
            )}
          </Group>
        ))}
      <DataTable
        label={t("reminders.tab.late")}
        rows={rows}
        columns={columnsOf(t, phone)}
        rowKey={(row) => row.invoice_id}
        rowLabel={(row) => t("reminders.row", { number: row.number, customer: row.customer_name })}
        to={(row) => ({ to: "/fakturor/$invoiceId", params: { invoiceId: row.invoice_id } })}
        selection={writes ? { selected: ticked, onChange: setTicked } : undefined}
        empty={
          <Empty
            icon={<IconMoodSmile size={32} />}
            title={t("reminders.nobodyTitle")}
            text={t("reminders.nobodyText")}
          />
        }
      />
      {doing?.what === "send" && <SendDialog rows={doing.rows} onClose={done} />}
      {(doing?.what === "stop" || doing?.what === "resume") && (
        <StopDialog rows={doing.rows} stopped={doing.what === "stop"} onClose={done} />
      )}
      {doing?.what === "charge" && <ChargeDialog rows={doing.rows} onClose={done} />}
      {doing?.what === "handOver" && <HandOverDialog rows={doing.rows} onClose={done} />}
    </>
  );
}

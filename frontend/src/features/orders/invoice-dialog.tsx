/** What of the order goes onto the invoice? All that is ready, unless something is ticked off. */
import { Button, Checkbox, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showDay } from "@/lib/date.ts";
import { showHours } from "@/lib/duration.ts";
import { showOre, showQuantity } from "@/lib/number.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { LiveSums } from "@/ui/totals-panel.tsx";
import classes from "./orders.module.css";
import { type Order, type TimeEntry, uninvoicedTime, useInvoiceOrder } from "./queries.ts";
import { firstChoice, openLines, pricedLines } from "./to-invoice.ts";

type Props = { order: Order; onClose: () => void };

/** The dialog; goes on to the draft that it makes. */
export function InvoiceDialog({ order, onClose }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch, isFetching } = useQuery(uninvoicedTime(order.id));
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={t("orders.toInvoice.title", { number: order.number })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {data && !isFetching ? (
        <Choice order={order} entries={data} onClose={onClose} />
      ) : error ? (
        <ProblemAlert error={error} retry={() => refetch()} />
      ) : (
        <Skeleton height={200} role="status" aria-label={t("common.loading")} />
      )}
    </Dialog>
  );
}

const toggled = (set: ReadonlySet<string>, id: string): Set<string> => {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
};

function Choice({ order, entries, onClose }: Props & { entries: TimeEntry[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const make = useInvoiceOrder();
  const [chosen, setChosen] = useState(() => firstChoice(order, entries));
  const none = chosen.lines.size + chosen.entries.size === 0;
  const create = () =>
    make.mutate(
      { order_id: order.id, line_ids: [...chosen.lines], time_entry_ids: [...chosen.entries] },
      {
        onSuccess: ({ id }) => navigate({ to: "/fakturor/$invoiceId", params: { invoiceId: id } }),
      },
    );
  return (
    <Stack gap="md">
      <Text size="sm">{t("orders.toInvoice.text")}</Text>
      {order.invoices?.some(
        ({ kind, number }) => number !== null && (kind === "prepayment" || kind === "part"),
      ) && <Text size="sm">{t("orders.toInvoice.deducts")}</Text>}
      <ProblemAlert error={make.error} />
      <LineChoice
        order={order}
        chosen={chosen.lines}
        onToggle={(id) => setChosen({ ...chosen, lines: toggled(chosen.lines, id) })}
      />
      <TimeChoice
        order={order}
        entries={entries}
        chosen={chosen.entries}
        onChange={(picked) => setChosen({ ...chosen, entries: picked })}
      />
      <LiveSums
        lines={pricedLines(order, entries, chosen)}
        terms={{
          prices_include_vat: order.prices_include_vat,
          discount_bp: order.discount_bp ?? 0,
          round_to_krona: order.round_to_krona,
        }}
        of="invoice"
      />
      <Group justify="flex-end">
        {none && (
          <Text size="sm" c="dimmed" mr="auto">
            {t("orders.toInvoice.nothing")}
          </Text>
        )}
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button disabled={none} loading={make.isPending || make.isSuccess} onClick={create}>
          {t("orders.toInvoice.create")}
        </Button>
      </Group>
    </Stack>
  );
}

type LineProps = { order: Order; chosen: ReadonlySet<string>; onToggle: (id: string) => void };

function LineChoice({ order, chosen, onToggle }: LineProps) {
  const { t } = useTranslation();
  const lines = openLines(order);
  const estimates = order.work_billing === "as_reported" && lines.some(({ kind }) => kind === "work");
  return (
    <section aria-labelledby="invoice-lines">
      <Title order={3} size="h5" id="invoice-lines">
        {t("orders.toInvoice.lines")}
      </Title>
      {lines.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("orders.toInvoice.noLines")}
        </Text>
      )}
      {estimates && (
        <Text size="xs" c="dimmed">
          {t("orders.toInvoice.estimates")}
        </Text>
      )}
      {lines.map((line) => (
        <Checkbox
          key={line.id}
          className={classes.tick}
          checked={chosen.has(line.id)}
          onChange={() => onToggle(line.id)}
          label={
            <span className={classes.tickRow}>
              <span>{line.description}</span>
              <span className="figures">
                {showQuantity(line.quantity_milli)} {line.unit}
              </span>
              <span className="figures">{showOre(line.amount_ore ?? 0)}</span>
            </span>
          }
        />
      ))}
    </section>
  );
}

type TimeProps = {
  order: Order;
  entries: TimeEntry[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: Set<string>) => void;
};

function TimeChoice({ order, entries, chosen, onChange }: TimeProps) {
  const { t, i18n } = useTranslation();
  const minutes = entries.reduce((sum, entry) => sum + entry.minutes, 0);
  const all = entries.length > 0 && chosen.size === entries.length;
  return (
    <section aria-labelledby="invoice-time">
      <Title order={3} size="h5" id="invoice-time">
        {t("orders.toInvoice.time")}
      </Title>
      {entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("orders.toInvoice.noTime")}
        </Text>
      )}
      {entries.length > 0 && order.work_billing === "as_agreed" && (
        <Text size="xs" c="dimmed">
          {t("orders.toInvoice.included")}
        </Text>
      )}
      {entries.length > 1 && (
        <Checkbox
          className={classes.tick}
          fw={600}
          checked={all}
          indeterminate={chosen.size > 0 && !all}
          onChange={() => onChange(new Set(all ? [] : entries.map(({ id }) => id)))}
          label={t("orders.toInvoice.allTime", { hours: showHours(minutes) })}
        />
      )}
      <div className={classes.ticks}>
        {entries.map((entry) => (
          <Checkbox
            key={entry.id}
            className={classes.tick}
            checked={chosen.has(entry.id)}
            onChange={() => onChange(toggled(chosen, entry.id))}
            label={
              <span className={classes.tickRow}>
                <span>
                  {showDay(entry.worked_on, i18n.language)} · {entry.employee_name}
                  {entry.activity && ` · ${entry.activity}`}
                </span>
                <span className="figures">{t("orders.hours", { hours: showHours(entry.minutes) })}</span>
              </span>
            }
          />
        ))}
      </div>
    </section>
  );
}

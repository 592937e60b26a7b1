/** Which order is to be invoiced? Those that work is done on, begun or planned; the draft gets what is left of it. */
import {
  Button,
  CloseButton,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import type { ProblemError } from "@/api/problem.ts";
import { showWholeKr } from "@/lib/number.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import classes from "./invoices.module.css";
import row from "./order-choice.module.css";
import { type Invoice, useInvoiceOrder } from "./queries.ts";

const LIMIT = 20;
const STATES = ["completed", "in_progress", "planned"] as const satisfies readonly Schema<"OrderStatus">[];
type State = (typeof STATES)[number];

const orders = (status: State, customer_id: string | undefined, q: string) =>
  listOptions(["orders", "to-invoice", { status, customer_id, q }], (after) =>
    answer(
      api.GET("/api/v1/orders", {
        params: { query: { status, customer_id, to_invoice: true, q: q || undefined, limit: LIMIT, after } },
      }),
    ),
  );

type Props = { customer: string | undefined; onCreated: (invoice: Invoice) => void };

/** The list to choose from. */
export function OrderChoice({ customer, onCreated }: Props) {
  const { t } = useTranslation();
  const [state, setState] = useState<State>("completed");
  const [text, setText] = useState("");
  const [q] = useDebouncedValue(text.trim(), 200);
  const list = useInfiniteQuery(orders(state, customer, q));
  const found = list.data?.pages.flatMap((page) => page.items);
  return (
    <section className={classes.card} aria-labelledby="invoice-from-order">
      <Title order={2} size="h4" id="invoice-from-order">
        {t("invoices.fromOrder")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("invoices.fromOrderText")}
      </Text>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t("common.status")}
          data={STATES.map((value) => ({ value, label: t(`common.orderStatus.${value}`) }))}
          value={state}
          onChange={setState}
        />
        <TextInput
          type="search"
          aria-label={t("invoices.findOrder")}
          placeholder={t("invoices.findOrder")}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            text && <CloseButton size="sm" aria-label={t("common.clear")} onClick={() => setText("")} />
          }
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ProblemAlert error={list.error} />
        {list.isPending && <Skeleton height={140} role="status" aria-label={t("common.loading")} />}
        {found?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t(q ? "common.emptyFiltered" : `invoices.noOrders.${state}`)}
          </Text>
        )}
        <ul className={classes.plain}>
          {found?.map((order) => (
            <OrderRow key={order.id} order={order} onCreated={onCreated} />
          ))}
        </ul>
        {list.hasNextPage && (
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
            style={{ alignSelf: "flex-start" }}
          >
            {t("common.loadMore")}
          </Button>
        )}
      </Stack>
    </section>
  );
}

type RowProps = { order: Schema<"OrderItem">; onCreated: (invoice: Invoice) => void };

function OrderRow({ order, onCreated }: RowProps) {
  const { t } = useTranslation();
  const make = useInvoiceOrder();
  const name = `${order.number} ${order.title}`;
  return (
    <li>
      <div className={row.order}>
        <div className={row.name}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="sm" c="dimmed">
            {order.customer_name}
            {order.total_ore !== null &&
              order.total_ore !== undefined &&
              ` · ${showWholeKr(order.total_ore)}`}
          </Text>
        </div>
        <Button
          variant="default"
          loading={make.isPending}
          aria-label={`${t("invoices.makeFromOrder")}: ${name}`}
          onClick={() => make.mutate(order.id, { onSuccess: onCreated })}
        >
          {t("invoices.makeFromOrder")}
        </Button>
      </div>
      <Nothing problem={make.error} />
    </li>
  );
}

/** Why no invoice came of it. */
function Nothing({ problem }: { problem: ProblemError | null }) {
  const { t } = useTranslation();
  if (problem?.code !== "nothing_to_invoice") return <ProblemAlert error={problem} />;
  return (
    <Text size="sm" role="alert" pb="xs">
      {t("invoices.nothingToInvoice")}
    </Text>
  );
}

/** What is ready to be invoiced? By customer and order; ticked, put together or apart, and made into drafts. */
import { Button, Checkbox, SegmentedControl, Skeleton, Stack, Switch, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import IconListCheck from "@tabler/icons-react/dist/esm/icons/IconListCheck.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { useMay } from "@/app/session.ts";
import { showKr } from "@/lib/number.ts";
import { Empty } from "@/ui/empty.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import basis from "./basis.module.css";
import { type BasisOrder, byCustomer, partsOf, picksOf, sumOf } from "./basis.ts";
import { BasisOrderCard } from "./basis-order.tsx";
import { basisList, useInvoiceBasis } from "./basis-queries.ts";
import classes from "./invoices.module.css";

const route = getRouteApi("/inside/fakturor/underlag");
type Grouping = Schema<"BasisGrouping">;

/** The page. */
export function BasisPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { customer, order, all } = route.useSearch();
  const navigate = route.useNavigate();
  const rows = useInfiniteQuery(basisList({ customer_id: customer, order_id: order, all }));
  const orders = rows.data?.pages.flatMap((page) => page.items) ?? [];
  // Everything that is ready is ticked until somebody says otherwise.
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const ticked = new Set(
    orders
      .flatMap(partsOf)
      .map(({ key }) => key)
      .filter((key) => !unticked.has(key)),
  );
  const tick = (keys: string[], on: boolean) => {
    const next = new Set(unticked);
    for (const key of keys) on ? next.delete(key) : next.add(key);
    setUnticked(next);
  };
  return (
    <Page title={t("invoices.basis.title")} back={{ to: "/fakturor" }} subtitle={t("invoices.basis.text")}>
      <Stack gap="md">
        <Switch
          className={classes.tick}
          checked={all === true}
          onChange={(event) => {
            const checked = event.currentTarget.checked;
            navigate({ search: (old) => ({ ...old, all: checked || undefined }), replace: true });
          }}
          label={t("invoices.basis.all")}
          description={t("invoices.basis.allHint")}
        />
        {rows.isPending && <Skeleton height={220} role="status" aria-label={t("common.loading")} />}
        <ProblemAlert error={rows.error} retry={() => rows.refetch()} />
        {rows.data && orders.length === 0 && (
          <Empty
            icon={<IconListCheck size={32} />}
            title={t("invoices.basis.empty")}
            text={t("invoices.basis.emptyText")}
          />
        )}
        {byCustomer(orders).map((group) => (
          <Customer key={group.id} name={group.name} orders={group.orders} ticked={ticked} onTick={tick} />
        ))}
        {rows.hasNextPage && (
          <Button variant="default" loading={rows.isFetchingNextPage} onClick={() => rows.fetchNextPage()}>
            {t("common.loadMore")}
          </Button>
        )}
        {orders.length > 0 && may("invoices_write") && <Make orders={orders} ticked={ticked} />}
      </Stack>
    </Page>
  );
}

type CustomerProps = {
  name: string;
  orders: BasisOrder[];
  ticked: ReadonlySet<string>;
  onTick: (keys: string[], on: boolean) => void;
};

function Customer({ name, orders, ticked, onTick }: CustomerProps) {
  const keys = orders.flatMap(partsOf).map(({ key }) => key);
  const some = keys.filter((key) => ticked.has(key)).length;
  return (
    <section className={classes.card} aria-label={name}>
      <div className={basis.head}>
        <Checkbox
          className={classes.tick}
          checked={some === keys.length}
          indeterminate={some > 0 && some < keys.length}
          onChange={() => onTick(keys, some < keys.length)}
          label={
            <Text span fw={650} size="lg">
              {name}
            </Text>
          }
        />
        <Text span className="figures" fw={600}>
          {showKr(sumOf(orders, ticked))}
        </Text>
      </div>
      {orders.map((order) => (
        <BasisOrderCard key={order.order_id} order={order} ticked={ticked} onTick={onTick} />
      ))}
    </section>
  );
}

/** What is ticked, how it is put on invoices, and the button. */
function Make({ orders, ticked }: { orders: BasisOrder[]; ticked: ReadonlySet<string> }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const make = useInvoiceBasis();
  const [grouping, setGrouping] = useState<Grouping>("order");
  const picks = picksOf(orders, ticked);
  const act = () =>
    make.mutate(
      { picks, grouping },
      {
        onSuccess: ({ items }) => {
          notifications.show({ color: "green", message: t("invoices.basis.made", { count: items.length }) });
          const [only] = items;
          if (items.length === 1 && only)
            navigate({ to: "/fakturor/$invoiceId", params: { invoiceId: only.id } });
          else navigate({ to: "/fakturor", search: { status: "draft" } });
        },
      },
    );
  return (
    <div className={basis.bar}>
      <Text fw={600} role="status">
        {t("invoices.basis.chosen", { count: picks.length, sum: showKr(sumOf(orders, ticked)) })}
      </Text>
      <SegmentedControl
        aria-label={t("invoices.basis.grouping")}
        value={grouping}
        onChange={(value) => setGrouping(value as Grouping)}
        data={[
          { value: "order", label: t("invoices.basis.perOrder") },
          { value: "customer", label: t("invoices.basis.perCustomer") },
        ]}
      />
      <Button ml="auto" disabled={picks.length === 0} loading={make.isPending} onClick={act}>
        {t("invoices.basis.make")}
      </Button>
      <ProblemAlert error={make.error} />
    </div>
  );
}

/** What of one order is ready to be invoiced? Its instalments, lines and time, each to tick. */
import { Checkbox, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { showHours } from "@/lib/duration.ts";
import { showOre, showQuantity } from "@/lib/number.ts";
import { Status } from "@/ui/status.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import basis from "./basis.module.css";
import { type BasisOrder, type BasisPart, partsOf } from "./basis.ts";
import classes from "./invoices.module.css";

type Props = {
  order: BasisOrder;
  ticked: ReadonlySet<string>;
  onTick: (keys: string[], on: boolean) => void;
};

/** An order of the basis. */
export function BasisOrderCard({ order, ticked, onTick }: Props) {
  const { t } = useTranslation();
  const parts = partsOf(order);
  const keys = parts.map(({ key }) => key);
  const some = keys.filter((key) => ticked.has(key)).length;
  return (
    <div className={classes.creditLine}>
      <div className={basis.head}>
        <Checkbox
          className={classes.tick}
          checked={some === keys.length}
          indeterminate={some > 0 && some < keys.length}
          onChange={() => onTick(keys, some < keys.length)}
          label={
            <Text span fw={600}>
              {t("invoices.orderNumbered", { number: order.order_number })} · {order.title}
            </Text>
          }
        />
        <Status of="order" status={order.status} />
        <TextLink to="/order/$orderId" params={{ orderId: order.order_id }} size="sm">
          {t("invoices.basis.toOrder")}
        </TextLink>
      </div>
      <div className={basis.rows}>
        {parts.map((part) => (
          <Checkbox
            key={part.key}
            className={classes.tick}
            checked={ticked.has(part.key)}
            onChange={(event) => onTick([part.key], event.currentTarget.checked)}
            label={
              <span className={classes.tickRow}>
                <PartWords order={order} part={part} />
                <span className="figures">{showOre(part.amount)}</span>
              </span>
            }
          />
        ))}
      </div>
    </div>
  );
}

function PartWords({ order, part }: { order: BasisOrder; part: BasisPart }) {
  const { t } = useTranslation();
  const [id] = part.ids;
  if (part.kind === "line") {
    const line = order.lines.find((each) => each.id === id);
    return (
      <span>
        {line?.description}{" "}
        <Text span c="dimmed" size="sm">
          {line && `${showQuantity(line.quantity_milli)} ${line.unit}`}
        </Text>
      </span>
    );
  }
  if (part.kind === "instalment") {
    const instalment = order.instalments.find((each) => each.id === id);
    return (
      <span>
        {instalment?.description}{" "}
        <Text span c="dimmed" size="sm">
          {instalment && t(`common.invoiceKind.${instalment.kind}`)}
          {instalment?.ready_on && `, ${instalment.ready_on}`}
        </Text>
      </span>
    );
  }
  const time = order.time.find(({ time_entry_ids }) => id !== undefined && time_entry_ids.includes(id));
  return (
    <span>
      {time?.activity || t("invoices.basis.time")}{" "}
      <Text span c="dimmed" size="sm">
        {time &&
          `${t("invoices.basis.hours", { hours: showHours(time.minutes) })}, ${time.from_on} – ${time.to_on}`}
      </Text>
    </span>
  );
}

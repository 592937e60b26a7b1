/** Whose invoices are shown? The customer or order that the list is narrowed to; it can be taken away. */
import { Button, Group, VisuallyHidden } from "@mantine/core";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { pickedCustomer, pickedOrder } from "@/api/pick.ts";
import classes from "./invoices.module.css";

type Narrowing = "customer" | "order";
type Props = {
  customer: string | undefined;
  order: string | undefined;
  onClear: (name: Narrowing) => void;
};

/** The chips; nothing when the list isn't narrowed. */
export function FilterChips({ customer, order, onClear }: Props) {
  const { t } = useTranslation();
  const { data: who } = useQuery({ ...pickedCustomer(customer ?? ""), enabled: customer !== undefined });
  const { data: what } = useQuery({ ...pickedOrder(order ?? ""), enabled: order !== undefined });
  const chips: { name: Narrowing; text: string }[] = [];
  if (customer) chips.push({ name: "customer", text: who?.name ?? "…" });
  if (order) chips.push({ name: "order", text: what ? `${what.number} ${what.title}` : "…" });
  if (chips.length === 0) return null;
  return (
    <Group gap="xs">
      {chips.map(({ name, text }) => (
        <Button
          key={name}
          variant="light"
          radius="xl"
          size="xs"
          className={classes.chip}
          rightSection={<IconX size={14} aria-hidden />}
          onClick={() => onClear(name)}
        >
          {t(`invoices.only.${name}`, { name: text })}
          <VisuallyHidden>, {t("invoices.clearFilter")}</VisuallyHidden>
        </Button>
      ))}
    </Group>
  );
}

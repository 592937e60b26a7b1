/** What is offered or billed to a customer without an account, and what does each part cost? */
import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showOre, showPercent, showQuantity } from "@/lib/number.ts";
import classes from "./public-page.module.css";

type Props = { title: string; lines: Schema<"Line">[]; pricesIncludeVat: boolean };

/** The lines, to read. */
export function PublicLines({ title, lines, pricesIncludeVat }: Props) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2} size="h5" mb={4}>
        {title}
      </Title>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line.id} className={classes.line}>
            <div className={classes.what}>
              <Text component="div" className={classes.text}>
                {line.description}
              </Text>
              <Text size="sm" c="dimmed" component="div" className="figures">
                {t("common.public.quantity", {
                  quantity: showQuantity(line.quantity_milli),
                  unit: line.unit,
                  price: showOre(line.unit_price_ore),
                })}
                {line.discount_bp !== 0 &&
                  `, ${t("common.public.discount", { percent: showPercent(line.discount_bp) })}`}
              </Text>
            </div>
            <Text component="div" fw={600} className="figures">
              {showOre(line.amount_ore)}
            </Text>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="xs">
        {t(pricesIncludeVat ? "common.public.inclVat" : "common.public.exclVat")}
      </Text>
    </section>
  );
}

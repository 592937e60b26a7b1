/** Where does a breach stand, and how many hours are left? */
import { Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import type { Translate } from "@/i18n/index.ts";
import { showInstant } from "@/lib/date.ts";

const RISK_COLOURS: Record<Schema<"BreachRisk">, string> = { unlikely: "gray", risk: "yellow", high: "red" };

/** The state as a badge. */
export function BreachBadge({ status }: { status: Schema<"BreachStatus"> }) {
  const { t } = useTranslation();
  return (
    <Badge
      variant="light"
      color={status === "open" ? "blue" : "green"}
      className="status"
      tt="none"
      fw={600}
      radius="xl"
    >
      {t(`breaches.status.${status}`)}
    </Badge>
  );
}

/** The risk as a badge, or that it isn't assessed. */
export function RiskBadge({ risk }: { risk: Schema<"BreachRisk"> | null }) {
  const { t } = useTranslation();
  return (
    <Badge
      variant="light"
      color={risk ? RISK_COLOURS[risk] : "gray"}
      className="status"
      tt="none"
      fw={600}
      radius="xl"
    >
      {t(risk ? `breaches.riskShort.${risk}` : "breaches.notAssessed")}
    </Badge>
  );
}

/** The hours that are left, in words. */
export function hoursLeft(t: Translate, hours: number): string {
  if (hours < 0) return t("breaches.late", { count: -hours });
  return hours === 0 ? t("breaches.lastHour") : t("breaches.left", { count: hours });
}

/** How urgent that is: under a day is soon. */
export function hoursUrgency(hours: number): "red" | "orange" | undefined {
  if (hours < 0) return "red";
  return hours < 24 ? "orange" : undefined;
}

const SHADES = { red: "light-dark(#b42318, #ff8f85)", orange: "light-dark(#9a4a06, #f5a25d)" };

type ClockProps = {
  due_at: string;
  hours_left: number | null;
  reporting: Schema<"BreachReporting"> | null;
};

/** The deadline while the clock runs, else what was decided. */
export function BreachClock({ due_at, hours_left, reporting }: ClockProps) {
  const { t } = useTranslation();
  if (hours_left === null) {
    return <span>{reporting ? t(`breaches.reporting.${reporting}`) : "–"}</span>;
  }
  const colour = hoursUrgency(hours_left);
  return (
    <span>
      {showInstant(due_at)}{" "}
      <Text span size="sm" fw={colour ? 650 : 400} c={colour ? SHADES[colour] : "dimmed"}>
        {hoursLeft(t, hours_left)}
      </Text>
    </span>
  );
}

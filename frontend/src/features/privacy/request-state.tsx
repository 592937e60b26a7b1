/** Where does a request stand, and how much time is left? */
import { Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Translate } from "@/i18n/index.ts";
import type { RequestStatus } from "./queries.ts";

const COLOURS: Record<RequestStatus, string> = {
  received: "gray",
  open: "blue",
  waiting: "yellow",
  decided: "blue",
  answered: "teal",
  needs_attention: "red",
  closed: "green",
  forwarded: "gray",
  withdrawn: "gray",
};

/** The state as a badge. */
export function RequestStateBadge({ status }: { status: RequestStatus }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={COLOURS[status]} className="status" tt="none" fw={600} radius="xl">
      {t(`privacy.status.${status}`)}
    </Badge>
  );
}

/** The time that is left, in words. */
export function timeLeft(t: Translate, days: number): string {
  if (days < 0) return t("privacy.late", { count: -days });
  return days === 0 ? t("privacy.dueToday") : t("privacy.left", { count: days });
}

/** How urgent that is. */
export function urgency(days: number): "red" | "orange" | undefined {
  if (days < 0) return "red";
  return days <= 7 ? "orange" : undefined;
}

/** The last day, and the time until then while somebody waits. */
export function Deadline({ dueOn, daysLeft }: { dueOn: string; daysLeft: number | null }) {
  const { t } = useTranslation();
  if (daysLeft === null) return <span>{dueOn}</span>;
  const colour = urgency(daysLeft);
  const shade = { red: "light-dark(#b42318, #ff8f85)", orange: "light-dark(#9a4a06, #f5a25d)" };
  return (
    <span>
      {dueOn}{" "}
      <Text span size="sm" fw={colour ? 650 : 400} c={colour ? shade[colour] : "dimmed"}>
        {timeLeft(t, daysLeft)}
      </Text>
    </span>
  );
}

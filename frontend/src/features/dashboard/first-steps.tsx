/** How does a new company begin? Four steps, each with its place. */
import { Badge, Paper, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import { useTranslation } from "react-i18next";
import { LinkButton } from "@/ui/link-button.tsx";
import classes from "./dashboard.module.css";

const STEPS = [
  { key: "company", to: "/foretag" },
  { key: "article", to: "/artiklar/ny" },
  { key: "customer", to: "/kunder/ny" },
  { key: "offer", to: "/offerter/ny" },
] as const;

type Step = (typeof STEPS)[number]["key"];

/** The steps; the first that isn't done stands out. */
export function FirstSteps({ done }: { done: Record<Step, boolean> }) {
  const { t } = useTranslation();
  const next = STEPS.find(({ key }) => !done[key])?.key;
  return (
    <Paper withBorder p="lg" maw={720} component="section" aria-labelledby="first-steps">
      <Stack gap="xs">
        <Title order={2} size="h3" id="first-steps">
          {t("dashboard.stepsTitle")}
        </Title>
        <Text c="dimmed">{t("dashboard.stepsText")}</Text>
        <ol className={classes.steps}>
          {STEPS.map(({ key, to }, place) => (
            <li key={key} className={classes.step} data-done={done[key] || undefined}>
              <Badge
                circle
                size="xl"
                variant={key === next ? "filled" : "light"}
                color={done[key] ? "green" : "blue"}
                aria-hidden
              >
                {done[key] ? <IconCheck size={18} /> : place + 1}
              </Badge>
              <div className={classes.stepWords}>
                <Text fw={600}>
                  {t(`dashboard.steps.${key}`)}
                  {done[key] && <VisuallyHidden> ({t("dashboard.stepDone")})</VisuallyHidden>}
                </Text>
                <Text size="sm" c="dimmed">
                  {t(`dashboard.steps.${key}Hint`)}
                </Text>
              </div>
              {!done[key] && (
                <LinkButton to={to} variant={key === next ? "filled" : "default"}>
                  {t("common.open")}
                  <VisuallyHidden>: {t(`dashboard.steps.${key}`)}</VisuallyHidden>
                </LinkButton>
              )}
            </li>
          ))}
        </ol>
      </Stack>
    </Paper>
  );
}

/** What does every page begin with? A heading, where it belongs, and what can be done. */
import { ActionIcon, Box, Group, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import IconArrowLeft from "@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./page.module.css";

type Props = {
  title: string;
  /** Beside the heading: a status, a saved state. */
  beside?: ReactNode;
  /** Under the heading: whose, when. */
  subtitle?: ReactNode;
  /** Buttons. */
  actions?: ReactNode;
  /** Where the page belongs. */
  back?: Pick<LinkProps, "to" | "params" | "search">;
  /** Narrow pages are easier to read. */
  narrow?: boolean;
  children: ReactNode;
};

/** A page with its heading. */
export function Page({ title, beside, subtitle, actions, back, narrow, children }: Props) {
  const { t } = useTranslation();
  useDocumentTitle(`${title} · Flexibla Kontoret`);
  return (
    <Box className={classes.page} data-narrow={narrow || undefined}>
      <header className={classes.header}>
        <Box className={classes.heading}>
          <Group gap="xs" wrap="nowrap" align="center">
            {back && (
              <ActionIcon
                component={Link}
                {...(back as object)}
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t("common.back")}
              >
                <IconArrowLeft size={20} />
              </ActionIcon>
            )}
            <Title order={1} className={classes.title}>
              {title}
            </Title>
            {beside}
          </Group>
          {subtitle && (
            <Text component="div" c="dimmed" size="sm" className={classes.subtitle}>
              {subtitle}
            </Text>
          )}
        </Box>
        {actions && <Group className={classes.actions}>{actions}</Group>}
      </header>
      {children}
    </Box>
  );
}

/** What does an empty list say? What belongs here, and how the first one is made. */
import { Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

type Props = { title: string; text?: string; action?: ReactNode; icon?: ReactNode };

/** An empty place that says what to do next. */
export function Empty({ title, text, action, icon }: Props) {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="center" gap="xs" py="lg">
        {icon && (
          <Text c="dimmed" component="span" aria-hidden>
            {icon}
          </Text>
        )}
        <Title order={2} size="h4" ta="center">
          {title}
        </Title>
        {text && (
          <Text c="dimmed" ta="center" maw={420}>
            {text}
          </Text>
        )}
        {action}
      </Stack>
    </Paper>
  );
}

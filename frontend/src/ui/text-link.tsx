/** How does a word lead to another page? As a true link with a checked address. */
import { Anchor, type AnchorProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type Props = AnchorProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps> & { ref?: Ref<HTMLAnchorElement> };

/** A link in a text. */
export const TextLink = createLink((props: Props) => <Anchor component="a" underline="always" {...props} />);

import type { AlreadySubscribedContext, ConfirmationContext, RenderedMail } from './digest.ts';

export function renderConfirmation(context: ConfirmationContext): RenderedMail {
  throw new Error(`to be written: ${context.webUrl}`);
}

export function renderAlreadySubscribed(context: AlreadySubscribedContext): RenderedMail {
  throw new Error(`to be written: ${context.webUrl}`);
}

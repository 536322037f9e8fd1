import { createHandler } from './create-handler.ts';
import { createMailer } from './create-mailer.ts';

export const handler = createHandler(createMailer);

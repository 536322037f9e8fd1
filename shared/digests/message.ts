import type { Envelope, RenderedMail } from './digest.ts';

/** An envelope value would break out of its header. */
export class UnsafeHeaderError extends Error {
  override readonly name = 'UnsafeHeaderError';
}

/** The bytes of a MIME message for SES: the same for the same mail and envelope. */
export function composeMessage(mail: RenderedMail, envelope: Envelope): Promise<Uint8Array> {
  return Promise.reject(new UnsafeHeaderError(`to be written: ${mail.subject} ${envelope.to}`));
}

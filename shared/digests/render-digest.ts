import type { Digest, RenderContext, RenderedDigest } from './digest.ts';

export function renderDigest(digest: Digest, context: RenderContext): RenderedDigest {
  throw new Error(`to be written: ${digest.key} ${context.webUrl}`);
}

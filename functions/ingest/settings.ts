import * as z from 'zod';
import { isSourceOrigin } from '../../shared/papers/sources/source-origin.ts';
import { stageSettingShape } from '../../shared/platform/stage-setting.ts';

const sourceUrl = z
  .string()
  .refine(isSourceOrigin, 'not an https address at a public name, nor http://127.0.0.1 with a port');

/** What `ingest` needs from its environment: exactly these variables. */
export const ingestSettings = z.object({
  ...stageSettingShape,
  PAPERS_TABLE: z.string().min(1),
  HUGGING_FACE_URL: sourceUrl,
  /** Name of the SSM parameter that holds an API token; empty for anonymous requests. */
  HUGGING_FACE_TOKEN_PARAMETER: z.string(),
  ARXIV_URL: sourceUrl,
  /** Space-separated; empty to leave arXiv out. */
  ARXIV_CATEGORIES: z.string(),
  /** Whether papers that only arXiv names are listed too. */
  LIST_ARXIV_ONLY: z.enum(['yes', 'no']),
  SETTLE_HOUR: z.coerce.number().int().min(0).max(23),
});

import * as z from 'zod';
import { stageSettingShape } from '../../shared/platform/stage-setting.ts';

/** What `ingest` needs from its environment: exactly these variables. */
export const ingestSettings = z.object({
  ...stageSettingShape,
  PAPERS_TABLE: z.string().min(1),
  HUGGING_FACE_URL: z.url(),
  /** Name of the SSM parameter that holds an API token; empty for anonymous requests. */
  HUGGING_FACE_TOKEN_PARAMETER: z.string(),
  ARXIV_URL: z.url(),
  /** Space-separated; empty to leave arXiv out. */
  ARXIV_CATEGORIES: z.string(),
  /** Whether papers that only arXiv names are listed too. */
  LIST_ARXIV_ONLY: z.enum(['yes', 'no']),
  SETTLE_HOUR: z.coerce.number().int().min(0).max(23),
});

import * as z from 'zod';

/** The name of the stage, which every function is told: the dimension of its metrics. */
export const stageSettingShape = { STAGE: z.string().min(1) };

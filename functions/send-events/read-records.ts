import * as z from 'zod';

const recordSchema = z.object({ data: z.string() });

/**
 * The SES events in a stream's records, each as the JSON that SES wrote. SES puts one to a record; lines part several.
 * What is none of a record's events is one document, however many lines it has, for a person to look at.
 */
export function readRecords(records: readonly unknown[]): string[] {
  return records.flatMap(record => {
    const read = recordSchema.safeParse(record);
    if (!read.success) return [JSON.stringify(record)];
    return documentsIn(Buffer.from(read.data.data, 'base64').toString('utf8'));
  });
}

function documentsIn(text: string): string[] {
  const whole = text.trim();
  if (whole === '' || isObject(whole)) return whole === '' ? [] : [whole];
  const lines = whole.split('\n').map(line => line.trim());
  const rest = lines
    .filter(line => !isObject(line))
    .join('\n')
    .trim();
  return [...lines.filter(isObject), ...(rest === '' ? [] : [rest])];
}

function isObject(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

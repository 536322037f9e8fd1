import type { FirehoseTransformationEventRecord } from 'aws-lambda';

/** The SES events in a stream's records, each as the JSON that SES wrote. SES puts one to a record; lines part several. */
export function readRecords(records: readonly Pick<FirehoseTransformationEventRecord, 'data'>[]): string[] {
  return records.flatMap(({ data }) => documentsIn(Buffer.from(data, 'base64').toString('utf8')));
}

function documentsIn(text: string): string[] {
  if (isJson(text)) return [text.trim()];
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

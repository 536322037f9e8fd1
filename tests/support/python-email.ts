import { spawnSync } from 'node:child_process';
import * as z from 'zod';

/** Reads messages, length-prefixed on standard input, as `policy.SMTP` does; answers in JSON. */
const reader = `
import email, email.policy, json, sys
source = sys.stdin.buffer
answers = []
while prefix := source.readline():
    raw = source.read(int(prefix))
    message = email.message_from_bytes(raw, policy=email.policy.SMTP)
    parts = list(message.walk())
    answers.append({
        'defects': [repr(d) for p in parts for d in p.defects] + [repr(d) for p in parts for h in p.values() for d in getattr(h, 'defects', ())],
        'headers': [[name.lower(), str(value)] for name, value in message.items()],
        'from': [[a.display_name, a.addr_spec] for a in message['From'].addresses],
        'to': [a.addr_spec for a in message['To'].addresses],
        'types': [p.get_content_type() for p in parts],
        'text': message.get_body(('plain',)).get_content(),
        'html': message.get_body(('html',)).get_content(),
    })
json.dump(answers, sys.stdout)
`;

const answerSchema = z.object({
  defects: z.array(z.string()),
  headers: z.array(z.tuple([z.string(), z.string()])),
  from: z.array(z.tuple([z.string(), z.string()])),
  to: z.array(z.string()),
  types: z.array(z.string()),
  text: z.string(),
  html: z.string(),
});
export type PythonReading = z.output<typeof answerSchema>;

/** Whether this machine has a Python to read mail with. */
export function hasPython(): boolean {
  return spawnSync('python3', ['-c', 'import email.policy']).status === 0;
}

/** What Python's `email` package, a reader that none of our code had a part in, makes of messages. */
export function readWithPython(messages: readonly Uint8Array[]): PythonReading[] {
  const input = Buffer.concat(messages.flatMap(raw => [Buffer.from(`${raw.length}\n`), raw]));
  const run = spawnSync('python3', ['-c', reader], { input, maxBuffer: 256 * 1024 * 1024 });
  if (run.status !== 0) throw new Error(`python3 failed: ${run.stderr.toString()}`);
  return z.array(answerSchema).parse(JSON.parse(run.stdout.toString()));
}

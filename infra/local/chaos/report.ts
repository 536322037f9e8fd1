import type { ChaosResult } from './assess.ts';
import type { FaultName } from './fault-names.ts';

/** Cases printed in full; more of the same tell nothing more. */
const mostCases = 10;

/**
 * Whether a run kept what is promised: nothing lost, nothing repeated, nothing unknown, each dead letter told and each job
 * among them repaired. Without any event, a mail may be
 * repeated whose answer nobody wrote down, and no other.
 */
export function isKept(result: ChaosResult, faults: readonly FaultName[]): boolean {
  if (result.lost.length > 0 || result.unknown > 0 || result.strays > 0) return false;
  if (result.letters.told < result.letters.poison || result.letters.left > 0) return false;
  if (!faults.includes('events-never')) return result.repeated.length === 0;
  const repeats = result.repeated.reduce((sum, { accepted }) => sum + accepted.length - 1, 0);
  return result.unexplained === 0 && repeats <= result.unnoted;
}

/** For programs. */
export function formatJson(result: ChaosResult): string {
  return JSON.stringify(toPlain(result));
}

/** With numbers where people see them. */
export function toPlain(result: ChaosResult): object {
  return {
    ...result,
    lost: result.lost.length,
    repeated: result.repeated.length,
    kills: total(result.kills),
    killed: result.kills,
  };
}

/** For people. */
export function formatReport(result: ChaosResult, kept: boolean): string {
  const { cases, letters, missed } = result;
  return [
    '',
    `due       ${result.due}`,
    `accepted  ${result.accepted}`,
    `lost      ${result.lost.length}`,
    `repeated  ${result.repeated.length}`,
    `unknown   ${result.unknown}`,
    `kills     ${total(result.kills)}  (${list(result.kills)})`,
    `faults    ${total(result.faults)}  (${list(result.faults)})`,
    `unnoted   ${result.unnoted}  accepted calls whose answer nobody wrote down`,
    `poison    ${letters.poison}  messages, of which ${letters.told} are dead letters that say why`,
    `redriven  ${letters.redriven}  dead letters, ${letters.jobs} of them jobs, of which ${letters.left} failed again`,
    ...missed.map(({ kill, moments }) => `not killed: ${kill}, for there were ${moments}`),
    '',
    ...cases
      .slice(0, mostCases)
      .flatMap(each => [
        `${each.what}: ${each.subscriber}, accepted ${each.accepted.map(({ acceptedAt }) => acceptedAt).join(', ') || 'never'}`,
        `  ledger: ${JSON.stringify(each.line)}`,
        ...each.history.map(line => `  ${line}`),
      ]),
    ...(cases.length > mostCases ? [`… and ${cases.length - mostCases} more`] : []),
    `${kept ? 'Kept' : 'Not kept'}: seed ${result.seed}, ${result.seconds.toFixed(0)} s.`,
  ].join('\n');
}

/** The sum of some counts. */
export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

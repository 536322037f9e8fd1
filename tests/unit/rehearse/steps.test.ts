import { describe, expect, it } from 'vitest';
import { createSteps, eventually, expectThat, NotSeenError } from '../../../infra/rehearse/steps.ts';

function stepsUnderTest() {
  const lines: string[] = [];
  let milliseconds = 0;
  const steps = createSteps(
    line => lines.push(line),
    () => milliseconds,
  );
  const lasting = (duration: number) => () => {
    milliseconds += duration;
    return Promise.resolve(duration);
  };
  return { lines, steps, lasting };
}

describe('the steps of a rehearsal', () => {
  it('are printed with their time and what was seen', async () => {
    const { lines, steps, lasting } = stepsUnderTest();
    await steps.step('deploy', lasting(1_234), duration => `${duration} ms`);
    await steps.step('remove', lasting(60_000));
    expect(lines).toEqual(['✓   1.2 s  deploy: 1234 ms', '✓  60.0 s  remove']);
    expect(steps.passed()).toBe(2);
  });

  it('end the rehearsal when one fails, with the reason on its line', async () => {
    const { lines, steps } = stepsUnderTest();
    const look = () =>
      Promise.resolve().then(() => {
        expectThat(false, 'there is no mail');
      });
    await expect(steps.step('the mail arrives', look)).rejects.toThrow(NotSeenError);
    expect(lines).toEqual(['✗   0.0 s  the mail arrives: there is no mail']);
    expect(steps.passed()).toBe(0);
  });

  it('wait until something is seen, and say so when it is not', async () => {
    let looks = 0;
    const seen = await eventually('it', () => Promise.resolve((looks += 1) === 2 ? 'there' : undefined));
    expect(seen).toBe('there');
    const never = eventually('the mail', () => Promise.resolve(undefined), { seconds: 0 });
    await expect(never).rejects.toThrow('the mail was not seen within 0 s');
  });
});
